/** What is told of a drill, and to whom: in a terminal, over HTTP, on a page to be handed out. */
@NullMarked
package dev.tailback.lab.drill.told;

import org.jspecify.annotations.NullMarked;
