/** Shows traces and health as JSON. */
@NullMarked
package dev.tailback.flowalerts.api;

import org.jspecify.annotations.NullMarked;
