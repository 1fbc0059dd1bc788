/** Whether what was expected of a run is what was seen. */
@NullMarked
package dev.tailback.lab.scenario.verdict;

import org.jspecify.annotations.NullMarked;
