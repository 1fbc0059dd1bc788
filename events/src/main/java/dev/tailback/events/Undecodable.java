package dev.tailback.events;

/** A record that no retry will make readable. */
public final class Undecodable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Undecodable(String reason) {
        super(reason);
    }

    public Undecodable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
