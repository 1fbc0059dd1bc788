/** What is kept of a run, for whoever was not there. */
@NullMarked
package dev.tailback.lab.scenario.evidence;

import org.jspecify.annotations.NullMarked;
