/**
 * How fast this machine is, as far as the story of a scenario depends on it: what scans cost, how large the tables must
 * be, how many shoppers come, and whether all that still held when the run was over.
 */
@NullMarked
package dev.tailback.lab.calibration;

import org.jspecify.annotations.NullMarked;
