package dev.tailback.catalog.products;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A product as the storefront shows it. How many are available is approximate: inventory alone knows. */
public record Offer(@JsonUnwrapped Product product, long available) {}
