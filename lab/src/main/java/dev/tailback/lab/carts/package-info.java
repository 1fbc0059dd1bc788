/** Submitted carts straight to Kafka, past the catalog. */
@NullMarked
package dev.tailback.lab.carts;

import org.jspecify.annotations.NullMarked;
