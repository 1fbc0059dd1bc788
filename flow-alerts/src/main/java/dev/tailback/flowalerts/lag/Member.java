package dev.tailback.flowalerts.lag;

/** Who reads a partition for its group now. */
public record Member(String id, String client, String host) {}
