/** The tables that spans lie in: their schema, a partition for each day and outcome, and how long they stay. */
@NullMarked
package dev.tailback.flowalerts.store.table;

import org.jspecify.annotations.NullMarked;
