/** A drill on the lab's own shop: shoppers come, something breaks, and nobody is told what until it is over. */
@NullMarked
package dev.tailback.lab.drill.running;

import org.jspecify.annotations.NullMarked;
