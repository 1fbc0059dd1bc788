package dev.tailback.flowalerts.rules.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Of the words that are allowed the one that was probably meant: two slips of the finger away at most. */
public final class Nearest {
    private static final int FARTHEST = 2;
    private static final int LONGEST = 64;

    private Nearest() {}

    public static Optional<String> of(String written, Collection<String> allowed) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        return allowed.stream()
                .filter(word -> distance(written, word) <= Math.min(FARTHEST, word.length() - 1))
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    /** Levenshtein's, by rows. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
