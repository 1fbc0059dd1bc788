package dev.tailback.lab.audit;

/** In which way something is wrong. */
enum Wrong {
    /** Something that was accepted, told or read has not had its consequence and never will. */
    LOST,
    /** Something that may happen once happened twice. */
    DUPLICATED,
    /** More units are promised than were ever on the shelf. */
    OVERSOLD,
    MONEY,
    STOCK,
    /** An order waits longer than the sweeper lets any order wait. */
    OVERDUE,
    /** Kafka has an order's events in another order than its outbox. */
    MISORDERED,
    /** Something has no cause: an order that nobody asked for, an event that no outbox tells. */
    UNFOUNDED
}
