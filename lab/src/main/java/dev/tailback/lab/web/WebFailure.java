package dev.tailback.lab.web;

/** A server that did not answer, or not as agreed. */
public final class WebFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WebFailure(String message) {
        super(message);
    }

    public WebFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
