package dev.tailback.lab.room.figures;

import dev.tailback.events.Topics;
import dev.tailback.lab.lag.LagFigures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts the figures of a second together from what each process counted. Of what is silent nothing is said. */
public final class Readings {
    private static final int LATELY = 10;
    private static final int MINUTE = 60;
    private static final double P95 = 95;

    private Readings() {}

    public static List<Road> roads(LagFigures lag) {
        return Road.of(lag);
    }

    public static void catalog(Past past, Figures to) {
        pool("catalog", past, to);
        to.put(Figure.SEARCH_P95, past.percentile(Reading.SEARCH, P95, LATELY));
        to.put(Figure.PAGE_P95, past.percentile(Reading.PAGE, P95, LATELY));
        to.put(Figure.CHECKOUT_P95, past.percentile(Reading.CHECKOUT, P95, LATELY));
        OptionalDouble requests = past.growth(Reading.REQUESTS, LATELY);
        to.put(Figure.REQUESTS, past.perSecond(Reading.REQUESTS, LATELY));
        if (requests.isPresent()) {
            double errors = past.growth(Reading.ERRORS, LATELY).orElse(0);
            to.put(Figure.HTTP_ERRORS, requests.getAsDouble() == 0 ? 0 : errors / requests.getAsDouble());
        }
        to.put(Figure.ACCEPTED, past.perSecond(Reading.ACCEPTED, LATELY));
    }

    public static void checkout(Past past, Figures to) {
        pool("checkout", past, to);
        String failed = Reading.ORDERS + "failed";
        String confirmed = Reading.ORDERS + "confirmed";
        to.put(Figure.FAILED, past.perSecond(failed, LATELY));
        to.put(Figure.CONFIRMED, past.perSecond(confirmed, LATELY));
        share(past, MINUTE, Figure.DUE, Figure.FAILING, to);
        share(past, LATELY, Figure.DUE_NOW, Figure.FAILING_NOW, to);
        OptionalDouble lost = past.perSecond("revenue.failed", MINUTE);
        to.put(Figure.LOST_REVENUE, lost.isEmpty() ? lost : OptionalDouble.of(60 * lost.getAsDouble()));
        past.last().ifPresent(last -> {
            to.put(Figure.CONFIRMED_TOTAL, last.count(confirmed).orElse(0));
            to.put(
                    Figure.REJECTED_TOTAL,
                    last.count(Reading.ORDERS + "rejected").orElse(0));
            to.put(
                    Figure.CANCELLED_TOTAL,
                    last.count(Reading.ORDERS + "cancelled").orElse(0));
            to.put(Figure.FAILED_TOTAL, last.count(failed).orElse(0));
        });
    }

    /** Of the orders that ended; out of stock and declined are in neither number. */
    private static void share(Past past, int seconds, Figure due, Figure failing, Figures to) {
        OptionalDouble failed = past.growth(Reading.ORDERS + "failed", seconds);
        if (failed.isEmpty()) {
            return;
        }
        double ended = failed.getAsDouble()
                + past.growth(Reading.ORDERS + "confirmed", seconds).orElse(0);
        to.put(due, ended);
        to.put(failing, ended == 0 ? 0 : failed.getAsDouble() / ended);
    }

    public static void inventory(Past past, Figures to) {
        pool("inventory", past, to);
    }

    /** A relay that has published nothing yet counts all rows that are kept as waiting, so it is not asked. */
    public static void relay(Past past, Figures to) {
        Optional<Reading> last =
                past.last().filter(reading -> reading.count("relay.published").orElse(0) > 0);
        last.ifPresent(reading -> {
            to.put(Figure.OUTBOX_ROWS, reading.count("relay.rows"));
            to.put(Figure.OUTBOX_SECONDS, reading.count("relay.age"));
        });
    }

    private static void pool(String stage, Past past, Figures to) {
        past.last().ifPresent(last -> {
            to.put(Figure.ofGroup(stage, "ACTIVE"), last.count("pool.used"));
            to.put(Figure.ofGroup(stage, "MAX"), last.count("pool.max"));
            to.put(Figure.ofGroup(stage, "PENDING"), last.count("pool.pending"));
        });
    }

    public static void lag(LagFigures lag, Figures to) {
        for (String group : List.of("catalog", "checkout", "inventory")) {
            List<Road> roads = Road.of(lag).stream()
                    .filter(road -> road.group().equals(group) && road.isKnown())
                    .toList();
            if (!roads.isEmpty()) {
                to.put(
                        Figure.ofGroup(group, "LAG"),
                        roads.stream().mapToLong(Road::lagOr0).sum());
                to.put(
                        Figure.ofGroup(group, "LAG_SECONDS"),
                        roads.stream().mapToDouble(Road::secondsOr0).max().orElse(0));
            }
        }
        to.put(Figure.DEAD_LETTERS, dead(lag));
    }

    private static double dead(LagFigures lag) {
        Map<String, Long> ends = new HashMap<>();
        lag.groups().stream()
                .flatMap(group -> group.partitions().stream())
                .filter(part -> Topics.isDead(part.topic()))
                .forEach(part -> ends.put(part.topic() + "/" + part.partition(), part.latest()));
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }
}
