/** The writing half of reliable messaging: events that commit with the change they tell of. */
@NullMarked
package dev.tailback.stage.outbox;

import org.jspecify.annotations.NullMarked;
