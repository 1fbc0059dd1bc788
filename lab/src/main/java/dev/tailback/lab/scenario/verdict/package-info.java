/** Checks the expectations of a run. */
@NullMarked
package dev.tailback.lab.scenario.verdict;

import org.jspecify.annotations.NullMarked;
