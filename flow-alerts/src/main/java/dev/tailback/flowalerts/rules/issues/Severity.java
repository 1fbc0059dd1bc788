package dev.tailback.flowalerts.rules.issues;

import java.util.Locale;

public enum Severity {
    /** The rule cannot be used. */
    ERROR,
    /** The rule can be used, and as a rule does not do what was meant. */
    WARNING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
