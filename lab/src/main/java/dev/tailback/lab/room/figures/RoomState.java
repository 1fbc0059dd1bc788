package dev.tailback.lab.room.figures;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the shop is, in a word and a sentence.
 *
 * @param level 0 well, 1 on its way to that, 2 slow or not to be seen, 3 backs up, 4 fails
 */
public record RoomState(String state, int level, String why) {
    private static final double MANY_FAIL = 0.05;
    private static final int ENOUGH_ENDED = 4;
    private static final int MANY_WAIT = 40;
    private static final int SOME_WAIT = 10;
    private static final double LONG_SECONDS = 3;
    private static final double SOON_DRAINED_SECONDS = 300;
    private static final double SLOW_SEARCH_MILLIS = 500;
    private static final double SLOW_PAGE_MILLIS = 300;
    private static final double FULL = 0.9;
    private static final List<String> STAGES = List.of("catalog", "checkout", "inventory");

    /**
     * What it is decided from.
     *
     * @param starting parts that have yet to be ready for the first time; empty when all were
     * @param gone parts that do not run, or do not answer
     * @param isBroken whether somebody set a fault
     * @param isSeen whether the shop's own figures are known at all
     * @param isLagKnown whether flow-alerts tells of lag
     */
    public record Facts(
            Figures figures,
            List<Road> roads,
            List<String> starting,
            List<String> gone,
            boolean isBroken,
            boolean isSeen,
            boolean isLagKnown) {
        public Facts {
            roads = List.copyOf(roads);
            starting = List.copyOf(starting);
            gone = List.copyOf(gone);
        }

        private Optional<Road> worst() {
            return roads.stream().filter(Road::isKnown).max(Comparator.comparingLong(Road::lagOr0));
        }

        private double rows() {
            return figures.or0(Figure.OUTBOX_ROWS);
        }

        private boolean isGone(String part) {
            return gone.contains(part);
        }
    }

    public static RoomState of(Facts facts) {
        if (!facts.starting().isEmpty()) {
            return new RoomState("starting", 1, "Not ready yet: " + String.join(", ", facts.starting()) + ".");
        }
        return lostServer(facts)
                .or(() -> draining(facts))
                .or(() -> failing(facts))
                .or(() -> lostStage(facts))
                .or(() -> backingUp(facts))
                .or(() -> slow(facts))
                .or(() -> blind(facts))
                .orElseGet(() -> healthy(facts));
    }

    private static Optional<RoomState> lostServer(Facts facts) {
        if (facts.isGone("postgres")) {
            return state("failing", 4, "PostgreSQL does not answer. Nothing can be ordered until it is back.");
        }
        if (facts.isGone("kafka")) {
            return state("failing", 4, "Kafka does not run. Carts are taken and wait in the outbox; no order ends.");
        }
        return facts.isGone("catalog")
                ? state("failing", 4, "catalog does not answer. Nobody can shop.")
                : Optional.empty();
    }

    private static Optional<RoomState> draining(Facts facts) {
        Figures figures = facts.figures();
        Optional<Road> worst = facts.worst();
        boolean stillFails = isFailing(figures, Figure.FAILING_NOW, Figure.DUE_NOW);
        if (!facts.gone().isEmpty() || (facts.isBroken() && stillFails)) {
            return Optional.empty();
        }
        if (worst.isPresent()
                && worst.get().lagOr0() > SOME_WAIT
                && worst.get().falling() > 2
                && worst.get().drainSeconds() < SOON_DRAINED_SECONDS) {
            return state(
                    "draining",
                    1,
                    "%s catches up: %d records are left, about %s."
                            .formatted(
                                    worst.get().group(),
                                    worst.get().lagOr0(),
                                    seconds(Math.ceil(worst.get().drainSeconds()))));
        }
        boolean failedLately = isFailing(figures, Figure.FAILING, Figure.DUE);
        return !facts.isBroken() && failedLately && worst.map(Road::lagOr0).orElse(0L) <= SOME_WAIT && !stillFails
                ? state("draining", 1, "The backlog is gone. The last of those who waited too long are counted.")
                : Optional.empty();
    }

    private static boolean isFailing(Figures figures, Figure share, Figure of) {
        return figures.or0(share) >= MANY_FAIL && figures.or0(of) >= ENOUGH_ENDED;
    }

    private static Optional<RoomState> failing(Facts facts) {
        Figures figures = facts.figures();
        boolean ordersFail = isFailing(figures, Figure.FAILING, Figure.DUE)
                || isFailing(figures, Figure.FAILING_NOW, Figure.DUE_NOW);
        if (ordersFail) {
            return state("failing", 4, "Orders fail after they were accepted: " + because(facts));
        }
        return figures.or0(Figure.HTTP_ERRORS) >= MANY_FAIL
                ? state(
                        "failing",
                        4,
                        "%s of requests fail: shoppers see errors.".formatted(share(figures.or0(Figure.HTTP_ERRORS))))
                : Optional.empty();
    }

    private static String because(Facts facts) {
        double left = facts.figures().or0(Figure.LEFT);
        String leavers = left >= 2 ? ", and %.0f shoppers have left".formatted(left) : "";
        Optional<String> goneStage = STAGES.stream().filter(facts::isGone).findFirst();
        Optional<Road> worst = facts.worst().filter(road -> road.lagOr0() > SOME_WAIT / 2);
        if (facts.isGone("relay") || facts.rows() > SOME_WAIT) {
            return "%.0f events wait in the outbox, and Kafka shows no lag%s.".formatted(facts.rows(), leavers);
        }
        if (goneStage.isPresent()) {
            return goneStage.get() + " does not answer" + leavers + ".";
        }
        return worst.map(road -> "%s is %s behind%s.".formatted(road.group(), seconds(road.secondsOr0()), leavers))
                .orElse("%.0f of %.0f in the last minute."
                        .formatted(
                                facts.figures().or0(Figure.FAILING)
                                        * facts.figures().or0(Figure.DUE),
                                facts.figures().or0(Figure.DUE)));
    }

    private static Optional<RoomState> lostStage(Facts facts) {
        return facts.gone().stream()
                .filter(part -> !part.equals("flow-alerts"))
                .findFirst()
                .map(part -> new RoomState("backing up", 3, part + " does not answer. " + whatWaits(part)));
    }

    private static String whatWaits(String part) {
        return switch (part) {
            case "relay" -> "Events are committed and stay in the outbox; Kafka shows no lag.";
            case "payments" -> "Orders wait for their payment.";
            case "replica" -> "Product reads go to the primary.";
            default -> "Orders are accepted and wait for it.";
        };
    }

    private static Optional<RoomState> backingUp(Facts facts) {
        if (facts.rows() > 2 * SOME_WAIT) {
            return state(
                    "backing up",
                    3,
                    "%.0f events wait in the outbox; nobody carries them to Kafka.".formatted(facts.rows()));
        }
        return facts.worst()
                .filter(road ->
                        road.lagOr0() >= MANY_WAIT || (road.lagOr0() >= SOME_WAIT && road.secondsOr0() >= LONG_SECONDS))
                .map(road -> new RoomState(
                        "backing up",
                        3,
                        "%s is %d records behind in %s, %s, and falls back."
                                .formatted(road.group(), road.lagOr0(), road.topic(), seconds(road.secondsOr0()))));
    }

    private static Optional<RoomState> slow(Facts facts) {
        Figures figures = facts.figures();
        for (String stage : STAGES) {
            double active = figures.or0(Figure.ofGroup(stage, "ACTIVE"));
            double most = figures.or0(Figure.ofGroup(stage, "MAX"));
            if (most > 0 && active >= FULL * most) {
                return state("slow", 2, "%.0f of %.0f connections of %s are taken.".formatted(active, most, stage));
            }
        }
        if (figures.or0(Figure.SEARCH_P95) >= SLOW_SEARCH_MILLIS) {
            return state(
                    "slow",
                    2,
                    "Searches take %s. Nobody fails: what is slow is not lost."
                            .formatted(millis(figures.or0(Figure.SEARCH_P95))));
        }
        return figures.or0(Figure.PAGE_P95) >= SLOW_PAGE_MILLIS
                ? state(
                        "slow",
                        2,
                        "Product pages take %s. Nobody fails: what is slow is not lost."
                                .formatted(millis(figures.or0(Figure.PAGE_P95))))
                : Optional.empty();
    }

    /** Nothing bad is seen, but not all that could be bad can be. */
    private static Optional<RoomState> blind(Facts facts) {
        if (!facts.isSeen()) {
            return state("blind", 2, "The shop's own figures are not known. It may be well, or not.");
        }
        return facts.isLagKnown()
                ? Optional.empty()
                : state("blind", 2, "Lag is unknown, not 0: flow-alerts does not tell. What else is seen is well.");
    }

    private static RoomState healthy(Facts facts) {
        double confirmed = facts.figures().or0(Figure.CONFIRMED);
        return new RoomState(
                "healthy",
                0,
                confirmed < 0.05
                        ? "Nobody buys at the moment, and nothing waits."
                        : "%s orders a second are confirmed. Nothing waits.".formatted(decimal(confirmed)));
    }

    private static Optional<RoomState> state(String state, int level, String why) {
        return Optional.of(new RoomState(state, level, why));
    }

    private static String seconds(double seconds) {
        return (seconds < 10 ? decimal(seconds) : String.valueOf(Math.round(seconds))) + " s";
    }

    private static String millis(double millis) {
        return millis < 995 ? Math.round(millis) + " ms" : seconds(millis / 1_000);
    }

    private static String share(double share) {
        return Math.round(100 * share) + " %";
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
