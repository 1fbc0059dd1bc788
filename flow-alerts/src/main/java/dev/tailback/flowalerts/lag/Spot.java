package dev.tailback.flowalerts.lag;

/** An offset of a partition, from which somebody has yet to read. */
public record Spot(Place place, long offset) {}
