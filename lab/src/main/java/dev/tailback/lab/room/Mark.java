package dev.tailback.lab.room;

import java.time.Instant;

/** Something that happened, for the axis of time; public JSON. */
record Mark(Instant at, Kind kind, String text) {
    enum Kind {
        SET,
        CLEAR,
        DIED,
        BACK,
        BEGAN,
        ENDED,
        ALERT
    }
}
