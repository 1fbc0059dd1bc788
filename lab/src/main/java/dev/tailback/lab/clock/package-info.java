/** The one clock of a demo: what the lab tells every stage of it. */
@NullMarked
package dev.tailback.lab.clock;

import org.jspecify.annotations.NullMarked;
