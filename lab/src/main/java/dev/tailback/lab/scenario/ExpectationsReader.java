package dev.tailback.lab.scenario;

import dev.tailback.lab.scenario.measuring.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what makes a test of a scenario. */
final class ExpectationsReader {
    private static final String AUDIT = "audit";
    private static final String PREDICTION = "prediction";
    private static final String ALERT = "alert";
    private static final String STARTS_BETWEEN = "starts_between";
    private static final String CAUSE = "cause";
    private static final String NO_OTHER = "no_other_alert";
    private static final String NO_OTHER_BUT = "no_other_alert_but";
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
                expectations.add(word(each, expectations));
            } else if (each.fields().has(ALERT)) {
                expectations.addAll(alert(each.fields(ALERT, STARTS_BETWEEN, CAUSE)));
            } else if (each.fields().has(NO_OTHER_BUT)) {
                expectations.add(noOther(each.fields(NO_OTHER_BUT), expectations));
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

    private static Expectation word(Entry entry, List<Expectation> before) {
        return switch (entry.text()) {
            case AUDIT -> new Expectation.AuditIsClean(entry.place());
            case PREDICTION -> new Expectation.PredictionIsRight(entry.place());
            case NO_OTHER -> new Expectation.NoOtherAlert(entry.place(), named(before));
            default ->
                throw entry.place()
                        .refusal("'%s' is not allowed: audit, prediction, no_other_alert, or keys with values"
                                .formatted(entry.text()));
        };
    }

    private List<Expectation> alert(Fields fields) {
        Entry starts = fields.demand(STARTS_BETWEEN);
        List<Entry> between = starts.list();
        if (between.size() != 2) {
            throw starts.place().refusal("starts_between takes two minutes, such as [20, 22]");
        }
        double from = between.getFirst().number(0, minutes);
        String alert = fields.demand(ALERT).text();
        List<Expectation> expectations = new ArrayList<>();
        expectations.add(new Expectation.AlertStarts(
                fields.place(), alert, from, between.getLast().number(from, minutes)));
        fields.find(CAUSE)
                .ifPresent(cause -> expectations.add(new Expectation.AlertCause(cause.place(), alert, cause.text())));
        return expectations;
    }

    /** Those may fire that stand before it, and those that it names: they fire on one machine and not on the other. */
    private static Expectation noOther(Fields fields, List<Expectation> before) {
        List<String> but = new ArrayList<>(named(before));
        fields.demand(NO_OTHER_BUT).list().forEach(each -> but.add(each.text()));
        return new Expectation.NoOtherAlert(fields.place(), but);
    }

    private static List<String> named(List<Expectation> expectations) {
        return expectations.stream()
                .filter(Expectation.AlertStarts.class::isInstance)
                .map(each -> ((Expectation.AlertStarts) each).alert())
                .distinct()
                .toList();
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
