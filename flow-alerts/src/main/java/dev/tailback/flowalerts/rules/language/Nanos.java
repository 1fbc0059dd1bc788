package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.yaml.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations of spans, which the core has in nanoseconds: with fractions and small units, beside those that rules have. */
final class Nanos {
    private static final Pattern SIMPLE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|ms|s|m|h)");
    private static final double LONGEST = Duration.ofDays(366).toNanos();

    private Nanos() {}

    static Optional<Double> parse(String text) {
        Matcher simple = SIMPLE.matcher(text);
        Optional<Double> nanos = simple.matches()
                ? Optional.of(Double.parseDouble(simple.group(1)) * unit(simple.group(2)))
                : Durations.parse(text)
                        .filter(duration -> duration.compareTo(Duration.ofDays(366)) <= 0)
                        .map(duration -> (double) duration.toNanos());
        return nanos.filter(number -> number <= LONGEST);
    }

    private static double unit(String name) {
        return switch (name) {
            case "ns" -> 1;
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            default -> 3600e9;
        };
    }

    static String text(double nanos) {
        long whole = (long) nanos;
        return whole % 1_000_000 == 0 ? Durations.text(Duration.ofNanos(whole)) : whole + "ns";
    }
}
