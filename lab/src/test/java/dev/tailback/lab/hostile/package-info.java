/** Inputs that nobody means well with, against a lab that runs: refused or taken, and nothing else. */
@NullMarked
package dev.tailback.lab.hostile;

import org.jspecify.annotations.NullMarked;
