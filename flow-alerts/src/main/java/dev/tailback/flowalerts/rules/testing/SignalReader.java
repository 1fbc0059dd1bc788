package dev.tailback.flowalerts.rules.testing;

import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Reading;
import dev.tailback.flowalerts.rules.yaml.Shown;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what comes in a test: a span, a metric point or a log line, once or repeated. */
final class SignalReader {
    static final List<String> FIELDS = List.of("at", "arrive", "repeat", "every", "span", "metric", "log");

    static final int MOST_SIGNALS = 100_000;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_TEXT = 4_096;
    private static final long TEST_TRACE = 0x7e57_0000_0000_0000L;

    private final Issues issues;
    private final Map<String, Object> common;
    private long made;

    /** @param common attributes of everything that does not say otherwise */
    SignalReader(Issues issues, Map<String, Object> common) {
        this.issues = issues;
        this.common = common;
    }

    List<Arrival> read(Value value) {
        Optional<Fields> fields = Fields.of("a signal", value, FIELDS, issues);
        return fields.map(this::read).orElse(List.of());
    }

    private List<Arrival> read(Fields fields) {
        fields.atMostOneOf("span", "metric", "log");
        SignalKind kind = fields.has("span") ? SignalKind.SPAN : fields.has("log") ? SignalKind.LOG : SignalKind.METRIC;
        String key = kind.name().toLowerCase(Locale.ROOT);
        Optional<Map<String, Object>> said =
                fields.demand(key, "{service.namespace: shop}").map(value -> attributes(key, value));
        fields.demand("at", "0s");
        Duration at = duration(fields, "at", Duration.ZERO);
        Duration delay = duration(fields, "arrive", at).minus(at);
        if (delay.isNegative()) {
            issues.add(
                    Code.WRONG_SIGNAL,
                    fields.placeOf("arrive"),
                    "a signal arrives before it happens",
                    "write an arrive that is not before at");
        }
        Long repeat = fields.reading("repeat")
                .flatMap(reading -> reading.whole(1, MOST_SIGNALS))
                .orElse(1L);
        Duration every = duration(fields, "every", Duration.ofSeconds(1));
        if (said.isEmpty() || !isWhole(kind, fields, said.get())) {
            return List.of();
        }
        List<Arrival> arrivals = new ArrayList<>();
        for (long i = 0L; i < repeat; i++) {
            Duration time = at.plus(every.multipliedBy(i));
            arrivals.add(new Arrival(signal(kind, TestTime.nanos(time), said.get()), TestTime.nanos(time.plus(delay))));
        }
        return arrivals;
    }

    private Duration duration(Fields fields, String key, Duration normally) {
        return fields.reading(key)
                .flatMap(reading -> reading.duration(Duration.ZERO, LONGEST))
                .orElse(normally);
    }

    private boolean isWhole(SignalKind kind, Fields fields, Map<String, Object> said) {
        if (kind != SignalKind.METRIC || said.get("metric") instanceof String && said.get("value") instanceof Number) {
            return true;
        }
        issues.add(
                Code.WRONG_SIGNAL,
                fields.placeOf("metric"),
                "a metric point needs 'metric', its name, and 'value', a number",
                "write {metric: queue.size, value: 3}");
        return false;
    }

    /** What stands there, with what is common, and with what a signal has by its kind where it is not said. */
    private Map<String, Object> attributes(String kind, Value value) {
        LinkedHashMap<String, Object> said = new LinkedHashMap<>(common);
        said.putAll(read(kind, value, issues));
        return said;
    }

    static Map<String, Object> read(String what, Value value, Issues issues) {
        Map<String, Object> said = new LinkedHashMap<>();
        if (!(value instanceof Value.Mapping mapping)) {
            issues.add(
                    Code.WRONG_TYPE,
                    value.place(),
                    "%s is %s; allowed: attributes with their values".formatted(what, value.kind()),
                    "write {service.namespace: shop}");
            return said;
        }
        for (Value.Field field : mapping.fields()) {
            String name = Shown.cut(field.key()) + " of " + what;
            if (what.equals("span") && field.key().equals("duration")) {
                new Reading(name, field.value(), issues)
                        .duration(Duration.ZERO, LONGEST)
                        .ifPresent(duration -> said.put("duration", duration.toNanos()));
            } else {
                value(name, field.value(), issues).ifPresent(read -> said.put(field.key(), read));
            }
        }
        return said;
    }

    private static Optional<Object> value(String name, Value value, Issues issues) {
        if (value instanceof Value.Sequence list) {
            return Optional.of(list.items().stream()
                    .flatMap(item -> value(name, item, issues).stream())
                    .toList());
        }
        return new Reading(name, value, issues).scalar().map(scalar -> {
            String text = scalar.text()
                    .substring(0, Math.min(LONGEST_TEXT, scalar.text().length()));
            if (!scalar.isPlain()) {
                return text;
            }
            if (text.equals("true") || text.equals("false")) {
                return (Object) text.equals("true");
            }
            if (text.matches("-?[0-9]{1,18}")) {
                return Long.parseLong(text);
            }
            return text.matches("-?[0-9]{1,15}\\.[0-9]{1,9}") ? (Object) Double.parseDouble(text) : text;
        });
    }

    private Signal signal(SignalKind kind, long time, Map<String, Object> said) {
        made++;
        Map<String, Object> values = new LinkedHashMap<>(said);
        values.putIfAbsent("service.name", "unknown_service");
        return switch (kind) {
            case SPAN -> span(time, values);
            case METRIC -> {
                LinkedHashMap<String, Object> series = new LinkedHashMap<>(said);
                series.remove("value");
                yield new Signal(
                        kind,
                        time,
                        series.hashCode(),
                        TEST_TRACE,
                        0,
                        String.valueOf(values.get("metric")),
                        new MapFields(values));
            }
            case LOG ->
                new Signal(
                        kind,
                        time,
                        values.hashCode(),
                        made,
                        0,
                        values.getOrDefault("event.name", "").toString(),
                        new MapFields(values));
        };
    }

    /** Each is another one, of a trace of its own, unless ids are given. */
    private Signal span(long time, Map<String, Object> values) {
        values.putIfAbsent("name", "span");
        values.putIfAbsent("kind", "INTERNAL");
        values.putIfAbsent("status", "UNSET");
        values.putIfAbsent("duration", 0L);
        values.putIfAbsent(
                "trace.id",
                HexFormat.of().toHexDigits(TEST_TRACE) + HexFormat.of().toHexDigits(made));
        values.putIfAbsent("span.id", HexFormat.of().toHexDigits(made));
        return new Signal(
                SignalKind.SPAN,
                time,
                TEST_TRACE,
                String.valueOf(values.get("trace.id")).hashCode(),
                String.valueOf(values.get("span.id")).hashCode(),
                String.valueOf(values.get("name")),
                new MapFields(values));
    }
}
