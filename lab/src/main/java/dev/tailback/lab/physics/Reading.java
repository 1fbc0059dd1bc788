package dev.tailback.lab.physics;

/**
 * How the consumer reads.
 *
 * @param sparesTheLate whether nothing is done for an order whose shopper has left, beyond writing that down
 */
public record Reading(int recordsPerTransaction, int transactionsInFlight, boolean sparesTheLate) {}
