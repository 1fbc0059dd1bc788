package dev.tailback.flowalerts.rules.recordings;

/** Why a recording cannot be read, in a sentence that names the place. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable(String sentence) {
        super(sentence);
    }

    Unreadable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
