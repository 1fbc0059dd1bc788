package dev.tailback.lab.arrivals;

import java.time.Duration;

/** What comes at a time that was fixed beforehand. */
public interface Timed {
    /** How long after the load began. */
    Duration offset();
}
