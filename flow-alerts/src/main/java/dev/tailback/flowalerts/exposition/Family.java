package dev.tailback.flowalerts.exposition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A metric with all of its series.
 *
 * @param name as Prometheus has it; a counter's ends in {@code _total}
 */
public record Family(String name, Kind kind, String help, List<Sample> samples) {
    /** How the value goes. */
    public enum Kind {
        GAUGE,
        COUNTER
    }

    /** A series' value now. */
    public record Sample(Map<String, String> labels, double value) {}

    public Family {
        samples = List.copyOf(samples);
    }

    static Family counter(String name, String help, long value) {
        return new Family(name, Kind.COUNTER, help, List.of(new Sample(Map.of(), value)));
    }

    static Family gauge(String name, String help, double value) {
        return new Family(name, Kind.GAUGE, help, List.of(new Sample(Map.of(), value)));
    }

    /** Takes one sample after the other. */
    static final class Growing {
        private final String name;
        private final Kind kind;
        private final String help;
        private final List<Sample> samples = new ArrayList<>();

        Growing(String name, Kind kind, String help) {
            this.name = name;
            this.kind = kind;
            this.help = help;
        }

        static Growing gauge(String name, String help) {
            return new Growing(name, Kind.GAUGE, help);
        }

        void add(Map<String, String> labels, double value) {
            samples.add(new Sample(labels, value));
        }

        Family family() {
            return new Family(name, kind, help, samples);
        }
    }

    /** In this order. */
    static Map<String, String> labels(String... namesAndValues) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            labels.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return labels;
    }
}
