package dev.tailback.flowalerts.rules.issues;

import java.util.Comparator;

/**
 * One thing that is wrong.
 *
 * @param sentence names the thing, its value, and what is allowed
 * @param fix what to write instead
 */
public record Issue(Code code, Place place, String sentence, String fix) {
    public static final Comparator<Issue> IN_ORDER =
            Comparator.comparing(Issue::place, Place.IN_ORDER).thenComparing(Issue::code);

    public boolean isError() {
        return code.severity() == Severity.ERROR;
    }

    /** As compilers write it, so that editors find the place. */
    @Override
    public String toString() {
        return "%s: %s %s: %s; %s".formatted(place, code.severity(), code, sentence, fix);
    }
}
