/** The command line: each command reads what is asked of it, has it done, and prints what came of it. */
@NullMarked
package dev.tailback.lab.cli;

import org.jspecify.annotations.NullMarked;
