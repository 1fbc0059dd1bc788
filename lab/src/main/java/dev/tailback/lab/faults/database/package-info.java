/** Faults inside PostgreSQL. */
@NullMarked
package dev.tailback.lab.faults.database;

import org.jspecify.annotations.NullMarked;
