/** Faults of processes: killed, stopped, slow. */
@NullMarked
package dev.tailback.lab.faults.processes;

import org.jspecify.annotations.NullMarked;
