/** A stage's statements and its pool of connections, and what both tell of themselves on spans. */
@NullMarked
package dev.tailback.stage.database;

import org.jspecify.annotations.NullMarked;
