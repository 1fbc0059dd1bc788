package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Bound;
import dev.tailback.flowalerts.rules.core.model.Operator;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a figure is held against, such as {@code > 0.20}; of durations with a unit. */
enum Amounts {
    PLAIN("a number, as in \"> 10\""),
    SHARE("a share or a percentage, as in \"> 0.20\" or \"> 20%\""),
    DURATION("a duration with its unit, as in \"> 2s\""),
    /** The original format's: without a unit. */
    MILLIS("a number of milliseconds, as in > 2000");

    private static final Pattern WRITTEN = Pattern.compile("\\s*(<=|>=|<|>)\\s*(\\S+)\\s*");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");
    private static final double NANOS_PER_MILLI = 1e6;

    private final String allowed;

    Amounts(String allowed) {
        this.allowed = allowed;
    }

    String allowed() {
        return allowed;
    }

    static Amounts of(FigureName name) {
        return switch (name) {
            case FigureName.ErrorRate rate -> SHARE;
            case FigureName.Percentile percentile -> percentile.isOfDuration() ? DURATION : PLAIN;
            case FigureName.Count count -> PLAIN;
            case FigureName.Gauge gauge -> PLAIN;
        };
    }

    Optional<Bound> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        Operator operator = Stream.of(Operator.values())
                .filter(one -> one.sign().equals(written.group(1)))
                .findFirst()
                .orElseThrow();
        return number(written.group(2)).map(number -> new Bound(operator, number));
    }

    private Optional<Double> number(String text) {
        return switch (this) {
            case PLAIN -> plain(text);
            case SHARE -> text.endsWith("%") ? percent(text.substring(0, text.length() - 1)) : plain(text);
            case DURATION -> Nanos.parse(text);
            case MILLIS -> plain(text).map(millis -> millis * NANOS_PER_MILLI);
        };
    }

    /** In decimal, so that 14.4 % is 0.144. */
    private static Optional<Double> percent(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text).movePointLeft(2).doubleValue())
                : Optional.empty();
    }

    private static Optional<Double> plain(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }

    /** As it would be written. */
    String text(Bound bound) {
        return bound.operator().sign() + " "
                + switch (this) {
                    case DURATION -> Nanos.text(bound.value());
                    case PLAIN, SHARE, MILLIS ->
                        new BigDecimal(String.valueOf(bound.value()))
                                .stripTrailingZeros()
                                .toPlainString();
                };
    }
}
