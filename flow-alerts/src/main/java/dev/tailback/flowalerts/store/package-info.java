/** Spans in PostgreSQL: filled without anybody waiting for it, kept small, and read. */
@NullMarked
package dev.tailback.flowalerts.store;

import org.jspecify.annotations.NullMarked;
