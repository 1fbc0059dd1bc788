/** Shoppers by the hundred: who comes when and buys what, and what became of it. */
@NullMarked
package dev.tailback.lab.load;

import org.jspecify.annotations.NullMarked;
