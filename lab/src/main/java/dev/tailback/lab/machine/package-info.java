/** What the lab asks the operating system: ports, memory, small commands. */
@NullMarked
package dev.tailback.lab.machine;

import org.jspecify.annotations.NullMarked;
