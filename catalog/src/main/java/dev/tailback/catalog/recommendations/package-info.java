/** Products for a shopper who says in their own words what they want: a chat model is asked, and the catalogue. */
@NullMarked
package dev.tailback.catalog.recommendations;

import org.jspecify.annotations.NullMarked;
