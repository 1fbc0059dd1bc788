/** Shoppers on their journeys: they browse, fill carts, buy, lose heart or try again, and all of it is written down. */
@NullMarked
package dev.tailback.lab.load;

import org.jspecify.annotations.NullMarked;
