package dev.tailback.lab.processes;

import java.util.Locale;

/** As {@code status} shows it. */
public enum ProcessState {
    STOPPED,
    STARTING,
    UP,
    /** Ended without being told to. */
    DEAD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
