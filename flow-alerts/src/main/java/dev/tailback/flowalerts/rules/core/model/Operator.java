package dev.tailback.flowalerts.rules.core.model;

/** How an attribute is compared with a value. */
public enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    /** A string that has the text somewhere in it, or a list that has such an element. */
    CONTAINS("contains"),
    STARTS_WITH("startsWith"),
    ENDS_WITH("endsWith");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    /** Whether it needs an order: numbers only. */
    public boolean orders() {
        return switch (this) {
            case LESS, AT_MOST, GREATER, AT_LEAST -> true;
            case EQUAL, NOT_EQUAL, CONTAINS, STARTS_WITH, ENDS_WITH -> false;
        };
    }

    /** Whether it looks into a text. */
    public boolean reads() {
        return switch (this) {
            case CONTAINS, STARTS_WITH, ENDS_WITH -> true;
            case EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST -> false;
        };
    }

    /** Of two numbers. */
    public boolean holds(double left, double right) {
        return switch (this) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case AT_MOST -> left <= right;
            case GREATER -> left > right;
            case AT_LEAST -> left >= right;
            case CONTAINS, STARTS_WITH, ENDS_WITH -> false;
        };
    }

    /** What holds of two numbers exactly where this does not. */
    public Operator opposite() {
        return switch (this) {
            case EQUAL -> NOT_EQUAL;
            case NOT_EQUAL -> EQUAL;
            case LESS -> AT_LEAST;
            case AT_MOST -> GREATER;
            case GREATER -> AT_MOST;
            case AT_LEAST -> LESS;
            case CONTAINS, STARTS_WITH, ENDS_WITH ->
                throw new IllegalArgumentException("the opposite of " + sign + "; allowed: of == != < <= > >=");
        };
    }
}
