package dev.tailback.flowalerts.rules.core.model;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression whose work is bounded: Java's backtrack, and one from a rule file meets text from anywhere. It is at
 * most {@value #LONGEST_PATTERN} characters long, sees the first {@value #LONGEST_TEXT} characters of a text, and looks at
 * no more than {@value #MOST_LOOKS} of them, again and again; what takes more is not found.
 */
public final class Expression {
    public static final int LONGEST_PATTERN = 256;
    public static final int LONGEST_TEXT = 4096;
    public static final int MOST_LOOKS = 200_000;

    private final Pattern pattern;

    public Expression(String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw new IllegalArgumentException("a regular expression of %d characters; allowed: at most %d"
                    .formatted(pattern.length(), LONGEST_PATTERN));
        }
        try {
            this.pattern = Pattern.compile(pattern);
        } catch (PatternSyntaxException failure) {
            throw new IllegalArgumentException(
                    "'%s' is no regular expression: %s".formatted(pattern, failure.getDescription()), failure);
        }
    }

    public String pattern() {
        return pattern.pattern();
    }

    public boolean isFoundIn(String text) {
        Looked looked = new Looked(text, 0, Math.min(text.length(), LONGEST_TEXT), new int[] {MOST_LOOKS});
        try {
            return pattern.matcher(looked).find();
        } catch (TooMuch | StackOverflowError failure) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression that && that.pattern().equals(pattern());
    }

    @Override
    public int hashCode() {
        return Objects.hash(pattern());
    }

    @Override
    public String toString() {
        return pattern();
    }

    /** A text that can be looked at only so often. */
    private record Looked(String text, int from, int to, int[] left) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            if (left[0]-- == 0) {
                throw new TooMuch();
            }
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Looked(text, from + start, from + end, left);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }

    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("looked too often", null, false, false);
        }
    }
}
