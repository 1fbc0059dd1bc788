package dev.tailback.flowalerts.rules.testing;

import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.issues.Place;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test wants to be told, or not. */
sealed interface Expected {
    Place place();

    String rule();

    /**
     * Alerts of a rule.
     *
     * @param key null: of any
     * @param at when they begin, from the test's start; null: at any time
     * @param evidence how many signals of each stage it shows
     */
    record Alerts(
            Place place,
            String rule,
            @Nullable Key key,
            Times times,
            @Nullable Range at,
            @Nullable Range ends,
            Map<String, Integer> evidence)
            implements Expected {
        public Alerts {
            evidence = Map.copyOf(evidence);
        }
    }

    /** @param because null: whatever the reason */
    record Silence(
            Place place,
            String rule,
            @Nullable Key key,
            @Nullable Because because) implements Expected {}

    sealed interface Because {
        /** The first stage that was not reached; so many of its signals had come. */
        record Lacks(String stage, @Nullable Integer seen) implements Because {}

        /** A threshold and how it stood: insufficient, within, between or beyond. */
        record Stands(String threshold, String is) implements Because {}
    }

    record Times(int least, int most) {
        @Override
        public String toString() {
            return least == most
                    ? String.valueOf(least)
                    : most == Integer.MAX_VALUE ? "at least " + least : "at most " + most;
        }
    }

    /** Both ends belong to it, to the millisecond: what is over after ten minutes ends a nanosecond later. */
    record Range(long fromNanos, long toNanos) {
        private static final long MILLI = 1_000_000;

        boolean has(long nanos) {
            return nanos >= fromNanos && nanos < toNanos + MILLI;
        }
    }

    static boolean isOf(@Nullable Key wanted, Key key) {
        return wanted == null || wanted.equals(key);
    }
}
