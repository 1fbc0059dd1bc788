/** The shop from outside: a shopper's requests, and a load of shoppers. */
@NullMarked
package dev.tailback.lab.shop;

import org.jspecify.annotations.NullMarked;
