package dev.tailback.flowalerts.incidents;

import java.time.Instant;

/** Somebody looks after it. It changes nothing else. */
public record Acknowledgement(String by, Instant at, String note) {}
