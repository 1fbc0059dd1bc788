package dev.tailback.lab.scenario;

import dev.tailback.lab.scenario.measuring.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what makes a test of a scenario. */
final class ExpectationsReader {
    private static final String AUDIT = "audit";
    private static final String PREDICTION = "prediction";
    private static final String AFTER = "after";
    private static final String DRAIN = "predicted_drain";

    private final double minutes;

    ExpectationsReader(double minutes) {
        this.minutes = minutes;
    }

    List<Expectation> read(Entry entry) {
        List<Expectation> expectations = new ArrayList<>();
        for (Entry each : entry.list()) {
            if (each.isText()) {
                expectations.add(word(each));
            } else if (each.fields().has("alert")) {
                expectations.add(alert(each.fields("alert", "starts_between")));
            } else {
                expectations.addAll(measured(each.fields()));
            }
        }
        if (expectations.isEmpty()) {
            throw entry.place().refusal("expect is empty: a scenario that expects nothing proves nothing");
        }
        // Whatever a scenario is about, no order may be lost.
        if (expectations.stream().noneMatch(Expectation.AuditIsClean.class::isInstance)) {
            expectations.add(new Expectation.AuditIsClean(entry.place()));
        }
        return expectations;
    }

    private static Expectation word(Entry entry) {
        return switch (entry.text()) {
            case AUDIT -> new Expectation.AuditIsClean(entry.place());
            case PREDICTION -> new Expectation.PredictionIsRight(entry.place());
            default ->
                throw entry.place()
                        .refusal("'%s' is not allowed: audit, prediction, or keys with values".formatted(entry.text()));
        };
    }

    private Expectation alert(Fields fields) {
        List<Entry> between = fields.demand("starts_between").list();
        if (between.size() != 2) {
            throw fields.demand("starts_between").place().refusal("starts_between takes two minutes, such as [20, 22]");
        }
        double from = between.getFirst().number(0, minutes);
        return new Expectation.AlertStarts(
                fields.place(),
                fields.demand("alert").text(),
                from,
                between.getLast().number(from, minutes));
    }

    private List<Expectation> measured(Fields fields) {
        boolean isAfter = fields.has(AFTER);
        Stretch stretch = isAfter ? after(fields.demand(AFTER)) : between(fields);
        List<Expectation> expectations = new ArrayList<>();
        for (Map.Entry<String, Entry> each :
                (isAfter ? fields.without(AFTER) : fields.without("from", "to")).entrySet()) {
            Check check = Check.of(each.getKey(), each.getValue());
            expectations.add(new Expectation.Measured(check.place(), stretch, check.metric(), check.is()));
        }
        if (expectations.isEmpty()) {
            throw fields.place().refusal("nothing is expected here; there are " + Metric.allowed());
        }
        return expectations;
    }

    private Stretch between(Fields fields) {
        double from = fields.demand("from").number(0, minutes);
        double to = fields.demand("to").number(0, minutes);
        if (to <= from) {
            throw fields.demand("to").place().refusal("to is after from");
        }
        return new Stretch.Between(from, to);
    }

    private Stretch after(Entry entry) {
        if (!entry.text().equals(DRAIN)) {
            throw entry.place().refusal("after: '%s' is not allowed: %s".formatted(entry.text(), DRAIN));
        }
        return new Stretch.AfterPredictedDrain(minutes);
    }
}
