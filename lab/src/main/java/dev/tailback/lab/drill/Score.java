package dev.tailback.lab.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a drill was worth, of a hundred points, line by line. Points are for seeing, naming, repairing and for orders that
 * were not lost; hints, wrong repairs and false alarms cost some.
 */
public record Score(List<Line> lines) {
    static final int DETECT = 20;
    static final int DIAGNOSE = 30;
    static final int EVIDENCE = 10;
    static final int REPAIR = 25;
    static final int ORDERS = 15;

    /** The price of each hint, in their order. */
    public static final List<Integer> HINTS = List.of(3, 6, 10);

    static final Duration QUICKLY_SEEN = Duration.ofSeconds(30);
    static final Duration QUICKLY_NAMED = Duration.ofSeconds(120);
    static final Duration QUICKLY_REPAIRED = Duration.ofSeconds(60);
    private static final int SECONDS_A_POINT = 6;
    private static final int ORDERS_A_POINT = 5;
    private static final int WRONG_CAUSE = 6;
    private static final int WRONG_REPAIR = 5;
    private static final int FALSE_ALARM = 3;
    private static final int UNCLEAN = 20;

    /**
     * @param most what there was to be had; 0 for what only costs
     * @param why in a sentence
     */
    public record Line(String what, int points, int most, String why) {}

    public Score {
        lines = List.copyOf(lines);
    }

    public int total() {
        return Math.max(0, lines.stream().mapToInt(Line::points).sum());
    }

    public static Score of(Course course, Losses losses) {
        List<Line> lines = new ArrayList<>();
        lines.add(timed("detect", DETECT, QUICKLY_SEEN, course.detecting(), "nothing was seen"));
        lines.add(diagnosis(course));
        lines.add(evidence(course));
        lines.add(timed("repair", REPAIR, QUICKLY_REPAIRED, course.repairing(), "the shop did not get well"));
        lines.add(orders(course, losses));
        cost(
                lines,
                "hints",
                hintsCost(course.hints()),
                course.hints() + " of " + Course.MOST_HINTS + " hints were taken");
        long wrong = course.repairs().stream().filter(each -> !each.counts()).count();
        cost(
                lines,
                "wrong repairs",
                (int) (WRONG_REPAIR * wrong),
                wrong + " repairs were of something else, each " + WRONG_REPAIR);
        cost(
                lines,
                "false alarms",
                FALSE_ALARM * course.falseAlarms(),
                course.falseAlarms() + " times something was seen before there was anything, each " + FALSE_ALARM);
        if (course.audit() != null && !course.audit().isClean()) {
            cost(lines, "audit", UNCLEAN, course.audit().line());
        }
        return new Score(lines);
    }

    /** All of it up to a time, then one less each few seconds. */
    private static Line timed(String what, int most, Duration par, Optional<Duration> took, String never) {
        if (took.isEmpty()) {
            return new Line(what, 0, most, never);
        }
        return new Line(
                what,
                most - late(took.get(), par, most),
                most,
                "after %s; all points within %d s, then one less each %d s"
                        .formatted(seconds(took.get()), par.toSeconds(), SECONDS_A_POINT));
    }

    private static int late(Duration took, Duration par, int most) {
        long beyond = Math.max(0, took.minus(par).toMillis());
        return (int) Math.min(most, beyond / (1_000L * SECONDS_A_POINT));
    }

    private static Line diagnosis(Course course) {
        if (course.diagnosing().isEmpty()) {
            return new Line(
                    "diagnose",
                    0,
                    DIAGNOSE,
                    "the cause was not named, in " + course.guesses().size() + " tries");
        }
        Duration took = course.diagnosing().get();
        int wrong = course.guesses().size() - 1;
        int points = Math.max(0, DIAGNOSE - late(took, QUICKLY_NAMED, DIAGNOSE) - wrong * WRONG_CAUSE);
        return new Line(
                "diagnose",
                points,
                DIAGNOSE,
                "after %s, at the %s try; all points within %d s, then one less each %d s; each wrong cause costs %d"
                        .formatted(
                                seconds(took),
                                ordinal(wrong + 1),
                                QUICKLY_NAMED.toSeconds(),
                                SECONDS_A_POINT,
                                WRONG_CAUSE));
    }

    /** Of the guess that was right: what was named and points to something else counts against it. */
    private static Line evidence(Course course) {
        return course.guesses().stream()
                .filter(Happening.Named::isRight)
                .findFirst()
                .map(right -> {
                    int named = right.evidence().size();
                    int points = named == 0 ? 0 : Math.round((float) EVIDENCE * right.pointing() / named);
                    return new Line(
                            "evidence",
                            points,
                            EVIDENCE,
                            "%d of %d pieces of evidence point to it".formatted(right.pointing(), named));
                })
                .orElse(new Line("evidence", 0, EVIDENCE, "none was given for the right cause"));
    }

    private static Line orders(Course course, Losses losses) {
        if (course.recovered() == null) {
            return new Line("orders", 0, ORDERS, lost(losses) + ", until it was given up");
        }
        return new Line(
                "orders",
                (int) Math.max(0, ORDERS - losses.orders() / ORDERS_A_POINT),
                ORDERS,
                lost(losses) + "; one point less for each " + ORDERS_A_POINT);
    }

    private static String lost(Losses losses) {
        return "%d orders were lost (%d failed, %d refused), worth %s"
                .formatted(losses.orders(), losses.failed(), losses.refused(), money(losses.cents()));
    }

    /** @return of all hints so far */
    static int hintsCost(int hints) {
        return HINTS.stream().limit(hints).mapToInt(Integer::intValue).sum();
    }

    private static void cost(List<Line> lines, String what, int points, String why) {
        if (points > 0) {
            lines.add(new Line(what, -points, 0, why));
        }
    }

    public static String money(long cents) {
        return String.format(Locale.ROOT, "%,d.%02d", cents / 100, cents % 100);
    }

    private static String ordinal(int number) {
        return number
                + switch (number) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    static String seconds(Duration time) {
        return time.toMinutes() == 0
                ? time.toSeconds() + " s"
                : "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
