package dev.tailback.lab.scenario;

import dev.tailback.lab.arrivals.Share;
import dev.tailback.lab.journeys.Cards;
import dev.tailback.lab.journeys.Habits;
import dev.tailback.lab.journeys.PatienceRange;
import dev.tailback.lab.journeys.Retries;
import dev.tailback.lab.journeys.Taste;
import dev.tailback.lab.journeys.Weights;
import dev.tailback.lab.terminal.WrittenDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads who comes. */
public final class CrowdReader {
    private static final double HIGHEST_RPM = 60_000;
    private static final double MOST_RETRIES = 100;
    private static final double HIGHEST_SKEW = 3;
    private static final double CLOSEST = 0.01;

    private final double minutes;

    public CrowdReader(double minutes) {
        this.minutes = minutes;
    }

    public Crowd read(Entry load) {
        Fields fields =
                load.fields("journeys", "rpm", "searching", "patience", "think", "retries", "shift", "hot_sku", "skew");
        List<Crowd.Stubbornness> stubbornness =
                fields.read("retries", List.of(new Crowd.Stubbornness(0, Retries.NONE)), this::stubbornness);
        return new Crowd(
                fields.read("journeys", Weights.USUAL, CrowdReader::weights),
                rates(fields.demand("rpm")),
                new Habits(
                        fields.read("think", Duration.ZERO, CrowdReader::pause),
                        fields.read("patience", Habits.USUAL.patience(), entry -> entry.read(PatienceRange::of)),
                        fields.read("searching", Share.ALL, entry -> entry.read(Share::of)),
                        stubbornness.getFirst().retries(),
                        Cards.ALL_APPROVED),
                stubbornness,
                fields.read("shift", false, Entry::flag),
                new Taste(
                        fields.read("skew", 0.0, entry -> entry.number(0, HIGHEST_SKEW)),
                        fields.find("hot_sku").map(Entry::text).orElse(null)));
    }

    private static Weights weights(Entry entry) {
        Fields weights = entry.fields("browse_only", "browse_and_cart", "full_checkout");
        try {
            return new Weights(
                    weights.read("browse_only", 0.0, each -> each.number(0, 100)),
                    weights.read("browse_and_cart", 0.0, each -> each.number(0, 100)),
                    weights.read("full_checkout", 0.0, each -> each.number(0, 100)));
        } catch (IllegalArgumentException notAll) {
            throw weights.place().refusal(String.valueOf(notAll.getMessage()));
        }
    }

    /** One number, or rates at their times. */
    private List<Crowd.Rate> rates(Entry entry) {
        if (entry.isText()) {
            return List.of(new Crowd.Rate(0, entry.number(1, HIGHEST_RPM)));
        }
        List<Crowd.Rate> rates = new ArrayList<>();
        for (Entry point : entry.list()) {
            Fields fields = point.fields("at", "is");
            rates.add(new Crowd.Rate(
                    at(fields, rates.isEmpty() ? -1 : rates.getLast().at()),
                    fields.demand("is").number(1, HIGHEST_RPM)));
        }
        demandSome(entry, rates);
        return rates;
    }

    private List<Crowd.Stubbornness> stubbornness(Entry entry) {
        List<Crowd.Stubbornness> all = new ArrayList<>();
        for (Entry point : entry.list()) {
            Fields fields = point.fields("at", "most", "backoff", "budget");
            double at = at(fields, all.isEmpty() ? -1 : all.getLast().at());
            int most = fields.demand("most").whole(0, (int) MOST_RETRIES);
            Duration backoff = fields.read("backoff", Duration.ZERO, CrowdReader::pause);
            double budget = fields.read("budget", Double.POSITIVE_INFINITY, CrowdReader::budget);
            try {
                all.add(new Crowd.Stubbornness(at, new Retries(most, backoff, budget)));
            } catch (IllegalArgumentException impossible) {
                throw fields.place().refusal(String.valueOf(impossible.getMessage()));
            }
        }
        demandSome(entry, all);
        return all;
    }

    /** The first is at 0, and each later than the one before, by 10 ms of the fastest demo. */
    private double at(Fields fields, double before) {
        Entry entry = fields.demand("at");
        double at = entry.number(0, minutes);
        if (before < 0 ? at != 0 : at < before + CLOSEST) {
            throw entry.place()
                    .refusal("at: the first is 0, and each is %s or more later than the one before".formatted(CLOSEST));
        }
        return at;
    }

    private static void demandSome(Entry entry, List<?> points) {
        if (points.isEmpty()) {
            throw entry.place().refusal("an empty list is not allowed: at least one, at: 0");
        }
    }

    private static double budget(Entry entry) {
        return entry.read(Share::of).fraction();
    }

    private static Duration pause(Entry entry) {
        return entry.read(text -> WrittenDuration.parse(text)
                .filter(pause -> pause.compareTo(Duration.ofMinutes(1)) <= 0)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is not allowed: a duration from 0s to 1m")));
    }
}
