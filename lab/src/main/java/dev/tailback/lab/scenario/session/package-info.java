/** A scenario from its command to its verdict: a shop that fits is brought up, the scenario runs, what was seen is kept. */
@NullMarked
package dev.tailback.lab.scenario.session;

import org.jspecify.annotations.NullMarked;
