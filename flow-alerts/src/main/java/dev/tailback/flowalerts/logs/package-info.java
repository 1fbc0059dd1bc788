/** The latest log lines that were sent. */
@NullMarked
package dev.tailback.flowalerts.logs;

import org.jspecify.annotations.NullMarked;
