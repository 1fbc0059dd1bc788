package dev.tailback.flowalerts.otlp.decoding;

/** What of a request could not be kept, and why the first of it was not. */
final class Flaws {
    private long rejected;
    private String reason = "";

    void reject(String why) {
        reject(1, why);
    }

    void reject(long howMany, String why) {
        if (rejected == 0) {
            reason = why;
        }
        rejected += howMany;
    }

    long rejected() {
        return rejected;
    }

    String reason() {
        return reason;
    }
}
