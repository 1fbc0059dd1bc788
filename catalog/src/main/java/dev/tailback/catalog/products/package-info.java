/** What there is to buy. */
@NullMarked
package dev.tailback.catalog.products;

import org.jspecify.annotations.NullMarked;
