/** What the shop tells of itself, and under which names. */
@NullMarked
package dev.tailback.telemetry;

import org.jspecify.annotations.NullMarked;
