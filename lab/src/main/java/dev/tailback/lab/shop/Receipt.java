package dev.tailback.lab.shop;

import java.time.Instant;
import java.util.UUID;

/** A checkout that was accepted. */
public record Receipt(UUID order, String traceId, Instant checkoutSentAt) {}
