package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Value;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a condition so that it is read as what it was. */
public final class ConditionText {
    private final SignalKind kind;

    private ConditionText(SignalKind kind) {
        this.kind = kind;
    }

    public static String of(SignalKind kind, Predicate predicate) {
        return new ConditionText(kind).text(predicate);
    }

    private String text(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Always always -> "true";
            case Predicate.And and -> joined(and.parts(), " and ");
            case Predicate.Or or -> joined(or.parts(), " or ");
            case Predicate.Not not ->
                not.part() instanceof Check ? "not " + text(not.part()) : "not (" + text(not.part()) + ")";
            case Check check -> text(check);
        };
    }

    private String joined(List<Predicate> parts, String word) {
        return parts.stream()
                .map(part -> part instanceof Predicate.And || part instanceof Predicate.Or
                        ? "(" + text(part) + ")"
                        : text(part))
                .collect(Collectors.joining(word));
    }

    private String text(Check check) {
        String name = name(check.attribute());
        return switch (check) {
            case Check.Exists exists -> name + " exists";
            case Check.Matches matches ->
                name + " matches " + Value.of(matches.expression().pattern());
            case Check.In in ->
                in.values().stream()
                        .map(value -> text(check.attribute(), value))
                        .collect(Collectors.joining(", ", name + " in [", "]"));
            case Check.Compare compare ->
                name + " " + compare.operator().sign() + " " + text(check.attribute(), compare.value());
        };
    }

    private String text(String attribute, Value value) {
        return value instanceof Value.Num number && Signals.isDuration(kind, attribute)
                ? Nanos.text(number.number())
                : value.toString();
    }

    /** Between backquotes where it would be read as something else. */
    static String name(String attribute) {
        return Tokens.WORD.matcher(attribute).matches() && !ConditionParser.KEYWORDS.contains(attribute)
                ? attribute
                : "`" + attribute.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }
}
