package dev.tailback.lab.web;

/** A server that did not answer, or not as agreed. */
public final class WebFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** 0 when there was no answer. */
    private int status;

    public WebFailure(String message) {
        super(message);
    }

    public WebFailure(String message, Throwable cause) {
        super(message, cause);
    }

    WebFailure(String message, int status) {
        super(message);
        this.status = status;
    }

    /** Whether nothing was heard that could be understood. */
    public boolean isSilence() {
        return status == 0;
    }

    /** Whether the server answered that the request is wrong, and will be however often it is sent. */
    public boolean isRefusal() {
        return status >= 400 && status < 500;
    }
}
