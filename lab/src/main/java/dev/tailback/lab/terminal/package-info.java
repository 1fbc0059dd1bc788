/** What people see of the lab: lines, a live line, sentences that refuse. */
@NullMarked
package dev.tailback.lab.terminal;

import org.jspecify.annotations.NullMarked;
