/** A run as one page that stands alone: no script, and nothing to fetch. */
@NullMarked
package dev.tailback.lab.scenario.report;

import org.jspecify.annotations.NullMarked;
