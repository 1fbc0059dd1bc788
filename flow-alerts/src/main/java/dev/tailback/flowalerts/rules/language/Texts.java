package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Reading;
import dev.tailback.flowalerts.rules.yaml.Shown;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Labels and annotations. */
final class Texts {
    static final String LABELS = "labels";
    static final String ANNOTATIONS = "annotations";
    static final int MOST = 32;
    static final int LONGEST_LABEL = 256;
    static final int LONGEST_ANNOTATION = 2_048;

    /** As Alertmanager has them. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,99}");

    private Texts() {}

    static Map<String, String> labels(Fields rule) {
        return read(rule, LABELS, LONGEST_LABEL);
    }

    static Map<String, String> annotations(Fields rule) {
        return read(rule, ANNOTATIONS, LONGEST_ANNOTATION);
    }

    private static Map<String, String> read(Fields rule, String key, int longest) {
        Map<String, String> texts = new LinkedHashMap<>();
        Optional<Value> value = rule.value(key);
        if (value.isEmpty()) {
            return texts;
        }
        Issues issues = rule.issues();
        if (!(value.get() instanceof Value.Mapping mapping)) {
            issues.add(
                    Code.WRONG_TYPE,
                    value.get().place(),
                    "%s is %s; allowed: keys with texts"
                            .formatted(key, value.get().kind()),
                    "write severity: page");
            return texts;
        }
        if (mapping.fields().size() > MOST) {
            issues.add(
                    Code.TOO_MANY,
                    mapping.place(),
                    "%s has %d; allowed: %d".formatted(key, mapping.fields().size(), MOST),
                    "write less of it");
        }
        for (Value.Field field : mapping.fields()) {
            if (!NAME.matcher(field.key()).matches()) {
                issues.add(
                        Code.WRONG_NAME,
                        field.place(),
                        "'%s' of %s is not allowed: letters, digits and _, the first no digit"
                                .formatted(Shown.cut(field.key()), key),
                        "write it with _");
            }
            new Reading(Shown.cut(field.key()) + " of " + key, field.value(), issues)
                    .text(longest)
                    .ifPresent(text -> texts.put(field.key(), text));
        }
        return texts;
    }

    static void checkTemplates(Fields fields, Rule rule) {
        if (!(fields.value(ANNOTATIONS).orElse(null) instanceof Value.Mapping annotations)) {
            return;
        }
        for (Value.Field field : annotations.fields()) {
            if (field.value() instanceof Value.Scalar scalar) {
                check(fields, rule, field.key(), scalar);
            }
        }
    }

    private static void check(Fields fields, Rule rule, String name, Value.Scalar scalar) {
        try {
            Template.parse(scalar.text())
                    .unknownTo(rule)
                    .ifPresent(place -> fields.issues()
                            .add(
                                    Code.UNKNOWN_IN_TEMPLATE,
                                    scalar.at(place.start()),
                                    "%s fills in '%s', which rule '%s' does not have"
                                            .formatted(name, Shown.cut(place.name()), rule.name()),
                                    "allowed: rule, key, key.ATTRIBUTE, label.NAME, stage.ID.attr.ATTRIBUTE,"
                                            + " stage.ID.service.name, stage.ID.name, stage.ID.count, and the figures of the"
                                            + " threshold"));
        } catch (Misread misread) {
            fields.issues()
                    .add(Code.WRONG_TEMPLATE, scalar.at(misread.at()), name + ": " + misread.sentence(), misread.fix());
        }
    }
}
