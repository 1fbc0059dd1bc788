/** The reading half of reliable messaging: a batch of records becomes transactions whose effects happen once. */
@NullMarked
package dev.tailback.stage.inbox;

import org.jspecify.annotations.NullMarked;
