/** Scenarios as they are written: phases with load and faults, and expectations that make a test of them. */
@NullMarked
package dev.tailback.lab.scenario;

import org.jspecify.annotations.NullMarked;
