package dev.tailback.flowalerts.rules.core.engine;

/** The condition of a stage that takes more than one signal. */
sealed interface Node {
    /** @param ring where a chain keeps the latest of its signals */
    record Leaf(int ring, long bit, int atLeast) implements Node {}

    record All(Node[] parts) implements Node {}

    record Any(Node[] parts) implements Node {}
}
