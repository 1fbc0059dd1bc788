/** What is transient and what is permanent, decided in one place. */
@NullMarked
package dev.tailback.stage.failure;

import org.jspecify.annotations.NullMarked;
