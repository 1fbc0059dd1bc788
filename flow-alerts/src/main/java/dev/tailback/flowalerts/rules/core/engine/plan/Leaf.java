package dev.tailback.flowalerts.rules.core.engine.plan;

/**
 * Signals that a stage counts: so many that have one of the bits.
 *
 * @param ring where a chain keeps the latest of them
 */
public record Leaf(int ring, long bits, int atLeast) {}
