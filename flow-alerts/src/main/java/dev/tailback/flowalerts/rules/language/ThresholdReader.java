package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Shown;
import dev.tailback.flowalerts.rules.yaml.Value;
import dev.tailback.flowalerts.rules.yaml.Value.Field;
import dev.tailback.flowalerts.rules.yaml.Value.Mapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a threshold: a figure, all or any of several, or a list of those, all of which must hold. */
final class ThresholdReader {
    static final String THRESHOLD = "threshold";
    static final int MOST_LIMITS = 16;
    private static final int DEEPEST = 8;

    private static final List<String> OF_GROUP = List.of(LimitReader.WINDOW, StageReader.ALL, StageReader.ANY);

    private final Issues issues;
    private final LimitReader limits;
    private int depth;

    ThresholdReader(Issues issues) {
        this.issues = issues;
        this.limits = new LimitReader(issues);
    }

    Optional<Threshold> read(Fields rule) {
        return rule.value(THRESHOLD)
                .flatMap(value -> value instanceof Value.Sequence
                        ? all("threshold", Fields.items("threshold", value, MOST_LIMITS, issues), Usual.WINDOW)
                        : part("threshold", value, Usual.WINDOW))
                .map(Threshold.class::cast)
                .map(threshold -> checked(rule, threshold));
    }

    private Threshold checked(Fields rule, Threshold threshold) {
        List<Threshold.Limit> found = limits(threshold).toList();
        if (found.size() > MOST_LIMITS) {
            issues.add(
                    Code.TOO_MANY,
                    rule.placeOf(THRESHOLD),
                    "threshold has %d figures; allowed: %d".formatted(found.size(), MOST_LIMITS),
                    "split the rule");
        }
        return ThresholdIds.distinct(threshold);
    }

    static Stream<Threshold.Limit> limits(Threshold threshold) {
        return switch (threshold) {
            case Threshold.Limit limit -> Stream.of(limit);
            case Threshold.All all -> all.parts().stream().flatMap(ThresholdReader::limits);
            case Threshold.Any any -> any.parts().stream().flatMap(ThresholdReader::limits);
        };
    }

    private Optional<Threshold> part(String what, Value value, Duration window) {
        if (++depth > DEEPEST) {
            issues.add(
                    Code.TOO_DEEP,
                    value.place(),
                    "thresholds lie deeper in one another than %d; allowed: as deep as that".formatted(DEEPEST),
                    "write it flatter");
            depth--;
            return Optional.empty();
        }
        try {
            return isGroup(value) ? group(what, value, window) : limit(what, value, window);
        } finally {
            depth--;
        }
    }

    private static boolean isGroup(Value value) {
        return value instanceof Mapping mapping
                && mapping.fields().stream()
                        .map(Field::key)
                        .anyMatch(key -> key.equals(StageReader.ALL) || key.equals(StageReader.ANY));
    }

    private Optional<Threshold> group(String what, Value value, Duration window) {
        return Fields.of(what, value, OF_GROUP, issues).flatMap(fields -> {
            fields.atMostOneOf(StageReader.ALL, StageReader.ANY);
            Duration own = Times.positive(fields, LimitReader.WINDOW, window);
            return fields.has(StageReader.ALL)
                    ? all("all of " + what, fields.list(StageReader.ALL, MOST_LIMITS), own)
                    : Optional.of(parts("any of " + what, fields.list(StageReader.ANY, MOST_LIMITS), own))
                            .filter(parts -> !parts.isEmpty())
                            .map(Threshold.Any::new);
        });
    }

    private Optional<Threshold> all(String what, List<Value> values, Duration window) {
        List<Threshold> parts = parts(what, values, window);
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.size() == 1 ? parts.getFirst() : new Threshold.All(parts));
    }

    private List<Threshold> parts(String what, List<Value> values, Duration window) {
        List<Threshold> parts = new ArrayList<>();
        for (Value value : values) {
            part(what, value, window).ifPresent(parts::add);
        }
        return parts;
    }

    private Optional<Threshold> limit(String what, Value value, Duration window) {
        List<String> keys = value instanceof Mapping mapping
                ? mapping.fields().stream()
                        .map(Field::key)
                        .filter(key -> FigureName.of(key).isPresent())
                        .toList()
                : List.<String>of();
        return Fields.of(what, value, known(keys), issues).flatMap(fields -> {
            if (keys.isEmpty()) {
                issues.add(
                        Code.MISSING_FIELD,
                        fields.place(),
                        "%s compares no figure; allowed: one of %s".formatted(what, FigureName.ALLOWED),
                        "add error_rate: \"> 0.20\"");
                return Optional.empty();
            }
            fields.atMostOneOf(keys.toArray(String[]::new));
            String key = keys.getFirst();
            return FigureName.of(key).flatMap(name -> limits.read(fields, Shown.cut(key), name, window));
        });
    }

    private static List<String> known(List<String> keys) {
        return Stream.concat(
                        keys.isEmpty() ? Stream.of("error_rate", "duration_p95", "count") : keys.stream(),
                        LimitReader.FIELDS.stream())
                .toList();
    }
}
