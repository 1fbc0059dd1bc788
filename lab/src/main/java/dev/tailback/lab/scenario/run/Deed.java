package dev.tailback.lab.scenario.run;

import java.time.Instant;

/** Something that was done to the shop. Public JSON, so fields are only ever added. */
public record Deed(Instant at, double minute, String what) {}
