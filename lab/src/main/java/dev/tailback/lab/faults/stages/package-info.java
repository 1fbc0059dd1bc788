/** Faults that a stage commits when it is told to over HTTP. */
@NullMarked
package dev.tailback.lab.faults.stages;

import org.jspecify.annotations.NullMarked;
