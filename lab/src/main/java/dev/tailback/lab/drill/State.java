package dev.tailback.lab.drill;

import java.util.Locale;

/** How far a drill has come. */
public enum State {
    /** It is decided what will happen. */
    PLANNED,
    /** Shoppers come. Something breaks, or has. */
    RUNNING,
    /** Whoever practises has seen that something is wrong. */
    SEEN,
    /** The cause was named. */
    DIAGNOSED,
    /** The shop is well again, by its own figures. */
    REPAIRED,
    /** The audit has spoken. */
    AUDITED,
    /** It ended without that. */
    GIVEN_UP;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public boolean isOver() {
        return this == AUDITED || this == GIVEN_UP;
    }

    /** Whether whoever practises still looks for something. */
    public boolean isOpen() {
        return this == RUNNING || this == SEEN || this == DIAGNOSED;
    }
}
