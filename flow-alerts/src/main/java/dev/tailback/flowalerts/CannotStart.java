package dev.tailback.flowalerts;

/** Why there is no start, in one sentence for whoever runs it. */
final class CannotStart extends RuntimeException {
    CannotStart(String sentence) {
        super(sentence);
    }

    CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static CannotStart wrongValue(String key, String value, String allowed) {
        return new CannotStart(key + " is '" + value + "'; allowed: " + allowed);
    }
}
