package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Value;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.yaml.Nearest;
import java.util.List;
import java.util.Locale;

/** What an attribute is compared with, if the attribute can have it. */
final class Values {
    private static final String ONLY_NUMBERS = "-?[0-9]{1,15}(\\.[0-9]{1,9})?";

    private Values() {}

    static Value of(SignalKind kind, String attribute, Token token) {
        return switch (token.kind()) {
            case TEXT -> oneOfAFew(kind, attribute, token);
            case NUMBER -> Value.of(number(kind, attribute, token));
            case WORD -> flag(token);
            case NAME, SIGN, END ->
                throw new Misread(
                        token.start(), token.shown() + " stands where a value is wanted", "write true, 10 or 'text'");
        };
    }

    private static Value flag(Token token) {
        return switch (token.text()) {
            case "true" -> Value.of(true);
            case "false" -> Value.of(false);
            default ->
                throw new Misread(
                        token.start(),
                        token.shown() + " is neither a number nor true or false",
                        "put a text in quotes: '" + token.text() + "'");
        };
    }

    private static double number(SignalKind kind, String attribute, Token token) {
        if (Signals.isDuration(kind, attribute)) {
            return Nanos.parse(token.text())
                    .orElseThrow(() -> new Misread(
                            Code.WRONG_OPERAND,
                            token.start(),
                            "duration is compared with " + token.shown() + "; allowed: a number with its unit",
                            "write it as in 500ms, 2s or 1m30s"));
        }
        if (token.text().matches(ONLY_NUMBERS)) {
            return Double.parseDouble(token.text());
        }
        throw new Misread(
                Code.WRONG_OPERAND,
                token.start(),
                "%s is compared with %s; allowed: a number of up to 15 digits, without a unit"
                        .formatted(attribute, token.shown()),
                "only 'duration' has a unit; write a number, or a text in quotes");
    }

    private static Value oneOfAFew(SignalKind kind, String attribute, Token token) {
        List<String> allowed = Signals.fewValuesOf(kind, attribute);
        if (!allowed.isEmpty() && !allowed.contains(token.text())) {
            throw new Misread(
                    Code.WRONG_WORD,
                    token.start(),
                    "%s is never %s; it is one of %s".formatted(attribute, token.shown(), String.join(", ", allowed)),
                    meant(token.text(), allowed));
        }
        return Value.of(token.text());
    }

    private static String meant(String written, List<String> allowed) {
        return Nearest.of(written.toUpperCase(Locale.ROOT), allowed)
                .map(near -> "write '" + near + "'")
                .orElse("write one of them");
    }
}
