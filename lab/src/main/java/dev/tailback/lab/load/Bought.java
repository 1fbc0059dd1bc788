package dev.tailback.lab.load;

import dev.tailback.lab.journeys.Visit;
import dev.tailback.lab.shop.Product;
import java.time.Instant;
import java.util.UUID;

/**
 * A checkout that was accepted.
 *
 * @param attempts how many there were, with this one
 * @param intendedAt when the shopper wanted to check out
 * @param dueAt when the shopper's patience ends
 */
record Bought(UUID order, Visit visit, Product product, int attempts, Instant intendedAt, Instant dueAt) {}
