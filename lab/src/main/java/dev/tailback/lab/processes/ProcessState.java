package dev.tailback.lab.processes;

import java.util.Locale;

/** As {@code status} shows it. */
public enum ProcessState {
    STOPPED,
    STARTING,
    UP,
    /** Runs, and says itself that not all is well; told only where its health was asked for. */
    UNWELL,
    /** Ended without being told to. */
    DEAD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
