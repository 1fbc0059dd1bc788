package dev.tailback.lab.shop;

/** What the catalog offers, as far as a shopper here looks. */
public record Product(String sku, String name) {}
