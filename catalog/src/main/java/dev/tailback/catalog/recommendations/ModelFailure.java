package dev.tailback.catalog.recommendations;

/** The model gave no answer that is of use. The message repeats nothing of what it said. */
final class ModelFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String type;
    private final boolean isLate;

    private ModelFailure(String type, String message, boolean isLate) {
        super(message);
        this.type = type;
        this.isLate = isLate;
    }

    /** @param type of few, as {@code error.type} has it */
    static ModelFailure of(String type, String message) {
        return new ModelFailure(type, message, false);
    }

    static ModelFailure late(String message) {
        return new ModelFailure("timeout", message, true);
    }

    /** It answered, and not what it was asked. */
    static ModelFailure unusable(String message) {
        return of("unusable_answer", message);
    }

    String type() {
        return type;
    }

    boolean isLate() {
        return isLate;
    }
}
