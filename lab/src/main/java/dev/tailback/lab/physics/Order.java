package dev.tailback.lab.physics;

/** An accepted checkout. */
record Order(double acceptedAt, double patienceEnds, int attempt, Interval due) {}
