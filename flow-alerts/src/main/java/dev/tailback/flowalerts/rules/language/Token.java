package dev.tailback.flowalerts.rules.language;

/**
 * A word of a condition.
 *
 * @param start where it begins in the condition
 */
record Token(Kind kind, String text, int start) {
    enum Kind {
        /** A name or a keyword. */
        WORD,
        /** A name between backquotes, which is no keyword. */
        NAME,
        TEXT,
        /** With its unit, if it has one. */
        NUMBER,
        SIGN,
        END
    }

    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(word);
    }

    String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
