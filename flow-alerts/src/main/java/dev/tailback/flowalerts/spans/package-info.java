/** The spans of the last while, in memory and bounded. Knows {@code java.*} only. */
@NullMarked
package dev.tailback.flowalerts.spans;

import org.jspecify.annotations.NullMarked;
