/** When a stage looks at a shopper's patience. */
@NullMarked
package dev.tailback.stage.deadline;

import org.jspecify.annotations.NullMarked;
