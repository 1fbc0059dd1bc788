package dev.tailback.lab.lookups;

import dev.tailback.lab.arrivals.Timed;
import java.time.Duration;

/** One read. */
record Lookup(Duration offset, boolean isListing, int product) implements Timed {}
