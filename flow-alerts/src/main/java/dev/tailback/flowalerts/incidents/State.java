package dev.tailback.flowalerts.incidents;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an incident is; docs/incidents.md has the picture. */
public enum State {
    /** The rule holds, and its {@code for} has not passed. Nobody is told. */
    PENDING,
    /** Somebody has to look at it. */
    FIRING,
    /** Over. A late signal may open it again, under its id. */
    RESOLVED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
