package dev.tailback.lab.topics;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From where on records are wanted. */
public sealed interface Beginning {
    /** What {@link #of} understands. */
    String ALLOWED = "earliest, latest, an offset such as 17, -N for the newest N, a time such as 2026-01-31T12:00:00Z,"
            + " or how long ago, such as 10m";

    Pattern NUMBER = Pattern.compile("\\d{1,18}");
    Pattern NEWEST = Pattern.compile("-([1-9]\\d{0,5})");
    Pattern AGO = Pattern.compile("(\\d{1,6})(s|m|h|d)");

    record Earliest() implements Beginning {}

    record Latest() implements Beginning {}

    /** In each partition. */
    record AtOffset(long offset) implements Beginning {}

    record Since(Instant time) implements Beginning {}

    /** So many of all partitions together. */
    record Newest(int count) implements Beginning {}

    /** Throws an {@link IllegalArgumentException} for anything else. */
    static Beginning of(String text, Instant now) {
        Matcher newest = NEWEST.matcher(text);
        Matcher ago = AGO.matcher(text);
        if (text.equals("earliest")) {
            return new Earliest();
        } else if (text.equals("latest")) {
            return new Latest();
        } else if (NUMBER.matcher(text).matches()) {
            return new AtOffset(Long.parseLong(text));
        } else if (newest.matches()) {
            return new Newest(Integer.parseInt(newest.group(1)));
        } else if (ago.matches()) {
            return new Since(now.minus(span(Long.parseLong(ago.group(1)), ago.group(2))));
        }
        try {
            return new Since(Instant.parse(text));
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("'" + text + "' is not allowed: " + ALLOWED, noTime);
        }
    }

    private static Duration span(long amount, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
