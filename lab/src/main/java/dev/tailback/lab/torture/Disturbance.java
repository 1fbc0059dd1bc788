package dev.tailback.lab.torture;

import java.time.Duration;

/** Something that goes on for a while, whatever else goes wrong meanwhile. */
interface Disturbance {
    String text();

    /** Returns when it was long enough, with what was done. */
    String run(Arena arena, Duration span) throws Exception;
}
