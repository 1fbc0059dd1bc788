package dev.tailback.flowalerts.rules.interchange;

/** Something that the other language has no words for. */
final class Unsayable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unsayable(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
