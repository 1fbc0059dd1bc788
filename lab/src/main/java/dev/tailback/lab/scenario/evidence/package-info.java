/** The files that are kept of a run. */
@NullMarked
package dev.tailback.lab.scenario.evidence;

import org.jspecify.annotations.NullMarked;
