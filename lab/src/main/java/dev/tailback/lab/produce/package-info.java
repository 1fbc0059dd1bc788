/** Carts bought at a steady rate, over HTTP or straight to Kafka, and what became of each. */
@NullMarked
package dev.tailback.lab.produce;

import org.jspecify.annotations.NullMarked;
