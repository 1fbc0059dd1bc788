package dev.tailback.lab.doctor;

/** A stage's pool of connections, as the stage tells of it. */
record PoolFacts(String stage, int active, int maximum, int waiting) {}
