package dev.tailback.flowalerts.rules.issues;

import static dev.tailback.flowalerts.rules.issues.Severity.ERROR;
import static dev.tailback.flowalerts.rules.issues.Severity.WARNING;

/**
 * What can be wrong, under numbers that stay for good: people put them into searches and suppressions. What is gone leaves
 * a gap. docs/flow-alerts-codes.md shows what is wrong and what to write instead; a test runs a file of each.
 */
public enum Code {
    NOT_YAML(1, ERROR, "not YAML"),
    TOO_LARGE(2, ERROR, "file too large"),
    NOT_UTF_8(3, ERROR, "not UTF-8 text"),
    TOO_DEEP(4, ERROR, "nested too deep"),
    ALIAS(5, ERROR, "alias without end or meaning"),
    TAG(6, ERROR, "tag or directive"),
    KEY_TWICE(7, ERROR, "key given twice"),
    TOO_MANY(8, ERROR, "too many"),
    EMPTY(9, ERROR, "empty"),
    SAME_NAME(10, ERROR, "two rules of one name"),
    UNREADABLE(11, ERROR, "file that cannot be read"),

    UNKNOWN_FIELD(101, ERROR, "unknown field"),
    MISSING_FIELD(102, ERROR, "missing field"),
    WRONG_TYPE(103, ERROR, "wrong type"),
    WRONG_NUMBER(104, ERROR, "number that is not allowed"),
    WRONG_DURATION(105, ERROR, "duration that is not allowed"),
    WRONG_NAME(106, ERROR, "name that is not allowed"),
    TOO_LONG(107, ERROR, "text too long"),
    MIXED_FORMATS(108, ERROR, "both formats in one rule"),
    FIELDS_EXCLUDE(109, ERROR, "fields that exclude one another"),

    NOT_A_CONDITION(201, ERROR, "condition that cannot be read"),
    WRONG_OPERAND(202, ERROR, "operator and value that do not fit"),
    WRONG_PATTERN(203, ERROR, "pattern that is not allowed"),
    WRONG_WORD(204, ERROR, "word that is not one of a few"),
    NEVER_TRUE(205, ERROR, "condition that is never true"),
    ALWAYS_TRUE(206, WARNING, "condition that is always true"),
    QUOTED_VALUE(207, WARNING, "number or flag in quotes"),

    TRAILING_NOT(301, ERROR, "absence at the end without a window"),
    NOTHING_HAPPENS(302, ERROR, "no stage that happens"),
    UNREACHABLE_WINDOW(303, ERROR, "window that cannot be reached"),
    WINDOW_OF_FIRST(304, ERROR, "window before the first stage"),
    SAME_ID(305, ERROR, "two stages of one id"),
    SAME_SPAN(306, WARNING, "two stages that the same span satisfies"),
    NOT_FOR_ABSENCE(307, ERROR, "field that an absence cannot have"),
    FOR_WITHOUT_METRIC(308, ERROR, "duration of something that has none"),
    UNTIL_AT_ONCE(309, WARNING, "end that is there from the beginning"),

    NEVER_CLEARS(401, ERROR, "threshold that cannot clear"),
    FEW_FOR_PERCENTILE(402, ERROR, "too few for the percentile"),
    NEVER_PASSED(403, ERROR, "threshold that cannot be passed"),
    ALWAYS_PASSED(404, ERROR, "threshold that is always passed"),
    WRONG_FIGURE(405, ERROR, "comparison that cannot be read"),

    KEY_OF_STAGE(501, ERROR, "key that a stage cannot have"),
    KEY_OF_ONE_SPAN(502, WARNING, "key that every span has to itself"),

    WRONG_TEMPLATE(601, ERROR, "template that cannot be read"),
    UNKNOWN_IN_TEMPLATE(602, ERROR, "template of something that the rule does not have"),

    WRONG_SIGNAL(701, ERROR, "signal that cannot be"),
    UNKNOWN_RULE(702, ERROR, "rule that is not there");

    private final String number;
    private final Severity severity;
    private final String title;

    Code(int number, Severity severity, String title) {
        this.number = "FA%03d".formatted(number);
        this.severity = severity;
        this.title = title;
    }

    public Severity severity() {
        return severity;
    }

    public String title() {
        return title;
    }

    /** Such as {@code FA101}. */
    @Override
    public String toString() {
        return number;
    }
}
