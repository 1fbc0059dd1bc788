package dev.tailback.lab.shop;

import dev.tailback.events.Money;

/** What the catalog offers, as far as a shopper here looks. */
public record Product(String sku, String name, String category, Money price) {}
