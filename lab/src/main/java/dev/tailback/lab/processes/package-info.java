/** The processes of a running shop: what starts each, when it is ready, how it ended. */
@NullMarked
package dev.tailback.lab.processes;

import org.jspecify.annotations.NullMarked;
