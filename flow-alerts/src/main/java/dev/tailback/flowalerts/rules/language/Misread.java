package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.issues.Code;

/** Why a condition cannot be read, at a character of it; never leaves the reader of the condition. */
final class Misread extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Code code;
    private final int at;
    private final String fix;

    Misread(int at, String sentence, String fix) {
        this(Code.NOT_A_CONDITION, at, sentence, fix);
    }

    Misread(Code code, int at, String sentence, String fix) {
        super(sentence, null, false, false);
        this.code = code;
        this.at = at;
        this.fix = fix;
    }

    Code code() {
        return code;
    }

    int at() {
        return at;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    String fix() {
        return fix;
    }
}
