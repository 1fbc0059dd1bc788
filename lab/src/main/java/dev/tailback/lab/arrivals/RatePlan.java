package dev.tailback.lab.arrivals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pace as it is written: {@code 120} a minute, {@code 30..120} climbing as long as the load lasts, or
 * {@code 0s=30,5m=120} for rates that go over evenly from time to time.
 */
public final class RatePlan {
    public static final String ALLOWED = "shoppers per minute from 0.1 to 300000: 120, or 30..120 to climb, or"
            + " 0s=30,5m=120,10m=120 to climb from time to time";

    private static final double LOWEST = 0.1;
    private static final double HIGHEST = 300_000;
    private static final Pattern CLIMB = Pattern.compile("([0-9.]+?)\\.\\.([0-9.]+)");
    private static final Pattern POINT = Pattern.compile("(\\d{1,6})(s|m|h)=([0-9.]+)");

    @FunctionalInterface
    private interface Form {
        Pace within(Duration lasts);
    }

    private final Form form;

    private RatePlan(Form form) {
        this.form = form;
    }

    /** Throws an {@link IllegalArgumentException} for what is no such plan. */
    public static RatePlan of(String text) {
        Matcher climb = CLIMB.matcher(text);
        if (climb.matches()) {
            double from = perSecond(climb.group(1));
            double to = perSecond(climb.group(2));
            return new RatePlan(lasts -> Pace.climb(from, to, lasts));
        }
        Pace pace = text.contains("=") ? points(text) : Pace.steady(perSecond(text));
        return new RatePlan(lasts -> pace);
    }

    public static RatePlan perSecond(double rate) {
        Pace pace = Pace.steady(rate);
        return new RatePlan(lasts -> pace);
    }

    private static Pace points(String text) {
        List<Pace.Point> points = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher point = POINT.matcher(part);
            if (!point.matches()) {
                throw new IllegalArgumentException("'" + part + "' is not allowed: " + ALLOWED);
            }
            points.add(new Pace.Point(at(point.group(1), point.group(2)), perSecond(point.group(3))));
        }
        return Pace.linear(points);
    }

    private static Duration at(String amount, String unit) {
        long number = Long.parseLong(amount);
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static double perSecond(String perMinute) {
        double rate = Double.parseDouble(perMinute);
        if (!(rate >= LOWEST && rate <= HIGHEST)) {
            throw new IllegalArgumentException("'" + perMinute + "' is not allowed: " + ALLOWED);
        }
        return rate / 60;
    }

    /**
     * The pace itself.
     *
     * @param lasts how long the load lasts, for what climbs as long
     */
    public Pace within(Duration lasts) {
        return form.within(lasts);
    }
}
