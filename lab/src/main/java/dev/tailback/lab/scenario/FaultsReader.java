package dev.tailback.lab.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what is done to the shop. Whether there is such a fault, the lab says before anything begins. */
public final class FaultsReader {
    private final double minutes;

    FaultsReader(double minutes) {
        this.minutes = minutes;
    }

    List<FaultSetting> settings(Entry entry) {
        return entry.list().stream()
                .map(setting -> setting(setting.fields(), "set"))
                .toList();
    }

    /** In the order of their time. */
    List<FaultStep> steps(Entry entry) {
        List<FaultStep> steps = new ArrayList<>();
        for (Entry each : entry.list()) {
            Fields step = each.fields();
            double at = step.demand("at").number(0, minutes);
            if (!steps.isEmpty() && at < steps.getLast().at()) {
                throw step.demand("at").place().refusal("faults are in the order of their at");
            }
            steps.add(step(at, step));
        }
        return steps;
    }

    /** What has no time of its own, and is done one after the other. */
    public static List<FaultStep> atOnce(Entry entry) {
        List<FaultStep> steps = new ArrayList<>();
        for (Entry each : entry.list()) {
            Fields step = each.fields();
            if (step.has("at")) {
                throw step.demand("at").place().refusal("at is not allowed here: this is done at once");
            }
            steps.add(step(0, step));
        }
        return steps;
    }

    private static FaultStep step(double at, Fields step) {
        return step.has("clear") ? clear(at, step) : new FaultStep.Set(at, setting(step, "set or clear"));
    }

    private static FaultStep clear(double at, Fields step) {
        if (!step.without("at", "clear").isEmpty()) {
            throw step.place().refusal("clear takes at and the name of a fault, and nothing else");
        }
        return new FaultStep.Clear(at, step.place(), step.demand("clear").text());
    }

    private static FaultSetting setting(Fields step, String needed) {
        if (!step.has("set")) {
            throw step.place().refusal("this needs " + needed + ": the name of a fault");
        }
        Map<String, String> with = new HashMap<>();
        step.without("at", "set").forEach((name, value) -> with.put(name, value.texts()));
        return new FaultSetting(step.place(), step.demand("set").text(), with);
    }
}
