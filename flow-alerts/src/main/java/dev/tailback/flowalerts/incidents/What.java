package dev.tailback.flowalerts.incidents;

import java.util.Locale;

/** What has happened to an incident, as listeners are told. */
public enum What {
    PENDING,
    FORGOTTEN,
    FIRING,
    REOPENED,
    RESOLVED,
    ACKNOWLEDGED,
    SILENCED,
    /** More is known of it. */
    UPDATED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
