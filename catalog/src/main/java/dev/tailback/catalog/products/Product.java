package dev.tailback.catalog.products;

import dev.tailback.events.Money;
import dev.tailback.events.Sku;

public record Product(Sku sku, String name, String category, Money price) {}
