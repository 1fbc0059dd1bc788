/** What the documentation says of the product, compared with the product. */
@NullMarked
package dev.tailback.lab.docs;

import org.jspecify.annotations.NullMarked;
