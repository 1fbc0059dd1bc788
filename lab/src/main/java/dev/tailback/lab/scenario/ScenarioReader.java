package dev.tailback.lab.scenario;

import dev.tailback.lab.terminal.WrittenDuration;
import dev.tailback.telemetry.DemoRun;
import dev.tailback.telemetry.DemoRun.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads scenario files. Whatever is not understood is refused with its place and what is allowed there. */
public final class ScenarioReader {
    private static final double LONGEST_MINUTES = 240;
    private static final double FASTEST = 60;
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(5);

    private ScenarioReader() {}

    /** @param file as it is named in what is refused */
    public static Scenario read(String file, String source) {
        Fields fields = YamlFile.read(file, "a scenario", source)
                .fields(
                        "scenario",
                        "about",
                        "minutes",
                        "speed",
                        "fast",
                        "calibrated",
                        "replica",
                        "warm_up",
                        "load",
                        "phases",
                        "settings",
                        "faults",
                        "expect");
        double minutes = fields.demand("minutes").number(1, LONGEST_MINUTES);
        double speed = fields.read("speed", 1.0, entry -> entry.number(0.1, FASTEST));
        FaultsReader faults = new FaultsReader(minutes);
        return new Scenario(
                fields.demand("scenario").read(Names::of),
                fields.demand("about").text(),
                source,
                minutes,
                speed,
                fields.read("fast", speed, entry -> entry.number(speed, FASTEST)),
                fields.read("calibrated", false, Entry::flag),
                fields.read("replica", false, Entry::flag),
                fields.read("warm_up", Duration.ZERO, entry -> entry.read(ScenarioReader::warmUp)),
                new CrowdReader(minutes).read(fields.demand("load")),
                phases(fields, minutes),
                fields.read("settings", List.of(), faults::settings),
                fields.read("faults", List.of(), faults::steps),
                new ExpectationsReader(minutes).read(fields.demand("expect")));
    }

    private static Duration warmUp(String text) {
        return WrittenDuration.parse(text)
                .filter(duration -> duration.compareTo(LONGEST_WARM_UP) <= 0)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is not allowed: a duration from 0s to 5m"));
    }

    private static List<Phase> phases(Fields scenario, double minutes) {
        List<Phase> phases = new ArrayList<>();
        Entry all = scenario.demand("phases");
        if (all.list().size() > DemoRun.MOST_PHASES) {
            throw all.place()
                    .refusal("phases are %d: at most %d".formatted(all.list().size(), DemoRun.MOST_PHASES));
        }
        for (Entry entry : all.list()) {
            Fields phase = entry.fields("name", "from");
            double from = phase.demand("from").number(0, minutes);
            if (phases.isEmpty() ? from != 0 : from <= phases.getLast().from()) {
                throw phase.demand("from")
                        .place()
                        .refusal(phases.isEmpty() ? "the first phase is from: 0" : "phases are in order of their from");
            }
            phases.add(phase.demand("name").read(name -> new Phase(name, from)));
        }
        if (phases.isEmpty()) {
            throw all.place().refusal("phases are none: at least one, from: 0");
        }
        return phases;
    }
}
