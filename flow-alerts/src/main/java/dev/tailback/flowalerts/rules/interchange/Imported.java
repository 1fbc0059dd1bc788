package dev.tailback.flowalerts.rules.interchange;

import dev.tailback.flowalerts.rules.issues.Place;
import java.util.List;

/**
 * Rules from another language.
 *
 * @param text a file of rules
 * @param byHand what could not be carried over, each with its place
 */
public record Imported(String text, int rules, List<Left> byHand) {
    public Imported {
        byHand = List.copyOf(byHand);
    }

    public record Left(Place place, String sentence) {
        @Override
        public String toString() {
            return place + ": " + sentence;
        }
    }
}
