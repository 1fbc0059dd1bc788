/** The shop from outside: a shopper's requests. */
@NullMarked
package dev.tailback.lab.shop;

import org.jspecify.annotations.NullMarked;
