package dev.tailback.lab.audit;

/**
 * Sums of cents over all orders.
 *
 * @param pending taken for orders that have not ended, or that still wait for being voided
 */
public record Money(long authorized, long voided, long confirmed, long pending) {}
