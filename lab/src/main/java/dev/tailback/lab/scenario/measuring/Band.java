package dev.tailback.lab.scenario.measuring;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value within bounds. {@code < 0.01} and {@code > 0.01} leave the bound itself out. */
record Band(String text, double least, double most) implements Wanted {
    private static final Pattern ONE_BOUND = Pattern.compile("(<=|>=|<|>) ?(\\S+)");
    private static final Pattern TWO_BOUNDS = Pattern.compile("(\\S+?)\\.\\.(\\S+)");

    static String allowed(Unit unit) {
        return "<, <=, > or >= and %s, or two of them with .. between".formatted(unit.allowed());
    }

    static Optional<Band> of(Unit unit, String text) {
        Matcher one = ONE_BOUND.matcher(text);
        if (one.matches()) {
            OptionalDouble bound = unit.parse(one.group(2));
            return bound.isEmpty() ? Optional.empty() : Optional.of(of(text, one.group(1), bound.getAsDouble()));
        }
        Matcher two = TWO_BOUNDS.matcher(text);
        if (!two.matches()) {
            return Optional.empty();
        }
        OptionalDouble least = unit.parse(two.group(1));
        OptionalDouble most = unit.parse(two.group(2));
        return least.isEmpty() || most.isEmpty() || least.getAsDouble() > most.getAsDouble()
                ? Optional.empty()
                : Optional.of(new Band(text, least.getAsDouble(), most.getAsDouble()));
    }

    private static Band of(String text, String comparison, double bound) {
        return switch (comparison) {
            case "<" -> new Band(text, Double.NEGATIVE_INFINITY, Math.nextDown(bound));
            case "<=" -> new Band(text, Double.NEGATIVE_INFINITY, bound);
            case ">" -> new Band(text, Math.nextUp(bound), Double.POSITIVE_INFINITY);
            default -> new Band(text, bound, Double.POSITIVE_INFINITY);
        };
    }

    @Override
    public Seen in(Metric metric, Window window) {
        OptionalDouble value = metric.in(window);
        return Wanted.seen(metric, value, value.orElse(Double.NaN) >= least && value.orElse(Double.NaN) <= most);
    }
}
