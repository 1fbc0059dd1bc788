/** Orders as the page shows them: found in the stages' tables, and each with its trace and what was said of it. */
@NullMarked
package dev.tailback.lab.room.orders;

import org.jspecify.annotations.NullMarked;
