/** Spans as flow-alerts keeps them in its database: looked for, reported on, taken out and brought back. */
@NullMarked
package dev.tailback.lab.spans;

import org.jspecify.annotations.NullMarked;
