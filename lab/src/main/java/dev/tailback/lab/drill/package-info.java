/** A drill: what is to be found, how far whoever practises has come, what it is worth. Without a shop, and without a clock. */
@NullMarked
package dev.tailback.lab.drill;

import org.jspecify.annotations.NullMarked;
