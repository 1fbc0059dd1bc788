/** A scenario as it runs on a shop. */
@NullMarked
package dev.tailback.lab.scenario.run;

import org.jspecify.annotations.NullMarked;
