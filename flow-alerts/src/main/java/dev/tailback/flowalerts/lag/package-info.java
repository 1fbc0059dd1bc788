/** How far groups are behind, in records and in seconds. Decisions only: what was seen comes in, with its time. */
@NullMarked
package dev.tailback.flowalerts.lag;

import org.jspecify.annotations.NullMarked;
