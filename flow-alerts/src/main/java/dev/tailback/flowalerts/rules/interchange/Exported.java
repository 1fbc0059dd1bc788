package dev.tailback.flowalerts.rules.interchange;

import java.util.List;

/**
 * Rules in another language.
 *
 * @param text the file
 * @param leftOut a sentence for each thing that it does not say
 */
public record Exported(String text, int rules, List<String> leftOut) {
    public Exported {
        leftOut = List.copyOf(leftOut);
    }
}
