/** Incidents, as flow-alerts tells of them. */
@NullMarked
package dev.tailback.lab.incidents;

import org.jspecify.annotations.NullMarked;
