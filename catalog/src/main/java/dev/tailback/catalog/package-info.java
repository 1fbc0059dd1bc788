/** Products and carts: the storefront. */
@NullMarked
package dev.tailback.catalog;

import org.jspecify.annotations.NullMarked;
