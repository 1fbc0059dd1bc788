/** Who talks to whom, how often, how long it takes and how much of it fails, as the spans of the last minute tell it. */
@NullMarked
package dev.tailback.flowalerts.calls;

import org.jspecify.annotations.NullMarked;
