package dev.tailback.flowalerts.rules.play;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import dev.tailback.flowalerts.rules.core.verdict.Sighting;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.rules.language.Template;
import dev.tailback.flowalerts.rules.yaml.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What a rule says of an alert, with its evidence filled in; {@code ?} where the evidence has nothing. */
public final class Annotations {
    private static final String UNKNOWN = "?";
    private static final double PERCENT = 100;
    private static final int LONGEST = 200;
    /** Below it a double holds every whole number. */
    private static final double EXACT = 0x1p53;

    private final Rule rule;
    private final Verdict.Fired alert;

    private Annotations(Rule rule, Verdict.Fired alert) {
        this.rule = rule;
        this.alert = alert;
    }

    public static Map<String, String> of(Rule rule, Verdict.Fired alert) {
        Annotations annotations = new Annotations(rule, alert);
        Map<String, String> filled = new TreeMap<>();
        rule.annotations()
                .forEach((name, text) -> filled.put(name, Template.of(text).filled(annotations::text)));
        return filled;
    }

    private String text(Template.Place place) {
        return value(place.name()).map(value -> text(value, place.form())).orElse(UNKNOWN);
    }

    private static String text(Object value, String form) {
        if (value instanceof Number number) {
            double figure = number.doubleValue();
            return switch (form) {
                case "percent" -> String.format(Locale.ROOT, "%.1f %%", PERCENT * figure);
                case "duration" -> Durations.text(Duration.ofNanos(Math.round(figure)));
                case "number" -> String.format(Locale.ROOT, "%.4g", figure);
                default -> isWhole(figure) ? String.valueOf((long) figure) : number.toString();
            };
        }
        String text = value.toString();
        // Signals come from anyone, and say what they like.
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Metrics count in doubles, and people in whole numbers. */
    private static boolean isWhole(double figure) {
        return figure == Math.rint(figure) && Math.abs(figure) < EXACT;
    }

    private Optional<Object> value(String name) {
        if (name.equals("rule")) {
            return Optional.of(rule.name());
        }
        if (name.equals("key")) {
            return Optional.of(alert.key());
        }
        if (name.startsWith("key.")) {
            int index = rule.by().attributes().indexOf(name.substring("key.".length()));
            return index < 0
                    ? Optional.empty()
                    : Optional.of(alert.key().values().get(index));
        }
        if (name.startsWith("label.")) {
            return Optional.ofNullable(rule.labels().get(name.substring("label.".length())));
        }
        return name.startsWith("stage.") ? ofStage(name.substring("stage.".length())) : ofLimit(name);
    }

    private Optional<Object> ofLimit(String id) {
        return alert.evidence().limits().stream()
                .filter(reading -> reading.limit().id().equals(id))
                .map(Reading::figure)
                .filter(figure -> !figure.isNaN())
                .map(Object.class::cast)
                .findFirst();
    }

    private Optional<Object> ofStage(String idAndField) {
        return alert.evidence().stages().stream()
                .filter(seen -> idAndField.startsWith(seen.stage() + "."))
                .findFirst()
                .flatMap(seen -> ofStage(seen, idAndField.substring(seen.stage().length() + 1)));
    }

    private static Optional<Object> ofStage(Evidence.Seen seen, String field) {
        if (field.equals("count")) {
            return Optional.of(seen.signals().size());
        }
        return seen.signals().isEmpty()
                ? Optional.empty()
                : of(field).apply(seen.signals().getLast());
    }

    private static Function<Sighting, Optional<Object>> of(String field) {
        return field.equals("name")
                ? sighting -> Optional.of(sighting.name())
                : sighting -> Optional.ofNullable(sighting.attributes()
                        .get(field.startsWith("attr.") ? field.substring("attr.".length()) : field));
    }
}
