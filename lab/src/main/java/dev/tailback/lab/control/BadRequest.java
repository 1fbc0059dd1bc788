package dev.tailback.lab.control;

/** A request that can never be served; its sentence names the thing, the value and what is allowed. */
public final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadRequest(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
