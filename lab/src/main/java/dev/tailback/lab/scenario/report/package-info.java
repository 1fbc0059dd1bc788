/** The report of a run as one HTML page without scripts, which loads nothing. */
@NullMarked
package dev.tailback.lab.scenario.report;

import org.jspecify.annotations.NullMarked;
