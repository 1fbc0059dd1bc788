package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places to be filled in, such as <code>{{stage.scan.attr.db.collection.name}} is scanned</code>.
 *
 * @param text as it was written
 * @param places what is to be filled in, in their order
 */
public record Template(String text, List<Place> places) {
    private static final Pattern PLACE =
            Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_./:@-]*)\\s*(?:\\|\\s*([a-z]+)\\s*)?");
    private static final List<String> FORMS = List.of("percent", "duration", "number");

    public Template {
        places = List.copyOf(places);
    }

    /**
     * @param name such as {@code error_rate} or {@code stage.scan.attr.db.collection.name}
     * @param form how it is written; empty: as it is
     * @param start where it begins in the text
     * @param end behind it
     */
    public record Place(String name, String form, int start, int end) {}

    /** Of an annotation of a rule that was read, so that it can be read. */
    public static Template of(String annotation) {
        return parse(annotation);
    }

    /** @param value of each place, as text */
    public String filled(Function<Place, String> value) {
        StringBuilder filled = new StringBuilder();
        int done = 0;
        for (Place place : places) {
            filled.append(text, done, place.start()).append(value.apply(place));
            done = place.end();
        }
        return filled.append(text, done, text.length()).toString();
    }

    /** @throws Misread with the first place that cannot be read */
    static Template parse(String text) {
        List<Place> places = new ArrayList<>();
        int open = text.indexOf("{{");
        while (open >= 0) {
            int close = text.indexOf("}}", open);
            if (close < 0) {
                throw new Misread(open, "'{{' is never closed", "add }}");
            }
            places.add(place(text.substring(open + 2, close), open, close + 2));
            open = text.indexOf("{{", close);
        }
        return new Template(text, places);
    }

    private static Place place(String inner, int start, int end) {
        Matcher read = PLACE.matcher(inner);
        if (!read.matches()) {
            throw new Misread(
                    start, "'{{" + inner + "}}' cannot be filled in", "write a name, as in {{error_rate|percent}}");
        }
        String form = read.group(2) == null ? "" : read.group(2);
        if (!form.isEmpty() && !FORMS.contains(form)) {
            throw new Misread(
                    start,
                    "nothing can be written as '%s'; allowed: %s".formatted(form, String.join(", ", FORMS)),
                    "write one of them, or none");
        }
        return new Place(read.group(1), form, start, end);
    }

    /** What the rule has not; empty if it has all that is to be filled in. */
    Optional<Place> unknownTo(Rule rule) {
        return places.stream().filter(place -> !isKnown(place.name(), rule)).findFirst();
    }

    private static boolean isKnown(String name, Rule rule) {
        if (name.equals("rule") || name.equals("key")) {
            return true;
        }
        if (name.startsWith("key.")) {
            return rule.by().attributes().contains(name.substring("key.".length()));
        }
        if (name.startsWith("label.")) {
            return rule.labels().containsKey(name.substring("label.".length()));
        }
        if (name.startsWith("stage.")) {
            return rule.steps().stream().anyMatch(step -> isOfStage(name, step));
        }
        Threshold threshold = rule.threshold();
        return threshold != null
                && ThresholdReader.limits(threshold)
                        .anyMatch(limit -> limit.id().equals(name));
    }

    private static boolean isOfStage(String name, Step step) {
        String start = "stage." + step.id() + ".";
        if (!(step instanceof Step.Stage) || !name.startsWith(start)) {
            return false;
        }
        String field = name.substring(start.length());
        return field.equals("count")
                || field.equals("service.name")
                || field.equals("name")
                || field.startsWith("attr.") && field.length() > "attr.".length();
    }
}
