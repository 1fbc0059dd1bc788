/** The lines that a process writes, and in which trace. */
@NullMarked
package dev.tailback.telemetry.logs;

import org.jspecify.annotations.NullMarked;
