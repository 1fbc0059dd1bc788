/** One order's trace, fetched from flow-alerts and drawn as a tree. */
@NullMarked
package dev.tailback.lab.traces;

import org.jspecify.annotations.NullMarked;
