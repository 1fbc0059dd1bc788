package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Expression;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Value;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.issues.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads a condition such as {@code db.slow_query == true and duration > 500ms} by recursive descent.
 *
 * <pre>
 * condition  = conjunction {"or" conjunction}
 * conjunction = negation {"and" negation}
 * negation   = "not" negation | "(" condition ")" | comparison
 * comparison = NAME ( "exists" | "in" "[" value {"," value} "]" | "matches" TEXT | operator value )
 * </pre>
 */
final class ConditionParser {
    static final int LONGEST = 4_096;
    private static final int MOST_COMPARISONS = 64;
    private static final int DEEPEST = 16;
    static final Set<String> KEYWORDS = Set.of(
            "and", "or", "not", "in", "exists", "matches", "contains", "startsWith", "endsWith", "true", "false");

    private final SignalKind kind;
    private final List<Token> tokens;
    private int next;
    private int comparisons;
    private int depth;

    private ConditionParser(SignalKind kind, String text) {
        this.kind = kind;
        this.tokens = Tokens.of(text);
    }

    /** @throws Misread with the first place that cannot be read */
    static Predicate parse(SignalKind kind, String text) {
        ConditionParser parser = new ConditionParser(kind, text);
        Predicate condition = parser.condition();
        parser.demandEnd();
        return condition;
    }

    /** A metric's name and what must be true of its value, such as {@code queue.size > 10}; the name alone: whatever it is. */
    record OfMetric(String name, Predicate value) {}

    static OfMetric parseMetric(String text) {
        ConditionParser parser = new ConditionParser(SignalKind.METRIC, text);
        String name = parser.name();
        if (parser.peek().kind() == Token.Kind.END) {
            return new OfMetric(name, Predicate.ALWAYS);
        }
        Predicate value = parser.compare(Signals.VALUE, parser.take());
        parser.demandEnd();
        return new OfMetric(name, value);
    }

    private Predicate condition() {
        return joined("or", "||", this::conjunction, Predicate.Or::new);
    }

    private Predicate conjunction() {
        return joined("and", "&&", this::negation, Predicate.And::new);
    }

    private Predicate joined(
            String word, String foreign, Supplier<Predicate> part, Function<List<Predicate>, Predicate> joining) {
        List<Predicate> parts = new ArrayList<>();
        parts.add(part.get());
        while (true) {
            refuseForeign(word, foreign);
            if (!peek().is(word)) {
                return parts.size() == 1 ? parts.getFirst() : joining.apply(parts);
            }
            take();
            parts.add(part.get());
        }
    }

    private void refuseForeign(String word, String foreign) {
        if (peek().is(foreign)
                || peek().kind() == Token.Kind.WORD && peek().text().equalsIgnoreCase(word) && !peek().is(word)) {
            throw new Misread(peek().start(), peek().shown() + " has no meaning", "write '" + word + "'");
        }
    }

    private Predicate negation() {
        if (++depth > DEEPEST) {
            throw new Misread(
                    peek().start(), "conditions lie deeper in one another than " + DEEPEST, "write it flatter");
        }
        try {
            refuseForeign("not", "!");
            if (peek().is("not")) {
                take();
                return Predicate.not(negation());
            }
            if (!peek().is("(")) {
                return comparison();
            }
            take();
            Predicate inner = condition();
            demand(")");
            return inner;
        } finally {
            depth--;
        }
    }

    private Predicate comparison() {
        if (++comparisons > MOST_COMPARISONS) {
            throw new Misread(
                    Code.TOO_MANY,
                    peek().start(),
                    "the condition has more than %d comparisons; allowed: as many as that".formatted(MOST_COMPARISONS),
                    "use 'in' or 'matches'");
        }
        String name = name();
        return compare(name, take());
    }

    private String name() {
        Token token = take();
        if (token.kind() == Token.Kind.NAME && !token.text().isEmpty()
                || token.kind() == Token.Kind.WORD && !KEYWORDS.contains(token.text())) {
            return token.text();
        }
        throw new Misread(
                token.start(),
                token.shown() + " stands where the name of an attribute is wanted",
                "write it as in db.slow_query == true");
    }

    private Predicate compare(String name, Token operator) {
        return switch (operator.text()) {
            case "exists" -> new Check.Exists(name);
            case "in" -> new Check.In(name, values(name));
            case "matches" -> new Check.Matches(name, expression());
            case "=" -> throw new Misread(operator.start(), "'=' compares nothing", "write '=='");
            default -> {
                Operator known = Stream.of(Operator.values())
                        .filter(one -> operator.is(one.sign()))
                        .findFirst()
                        .orElseThrow(() -> new Misread(
                                operator.start(),
                                operator.shown()
                                        + " stands where an operator is wanted; allowed: == != < <= > >= in contains"
                                        + " startsWith endsWith matches exists",
                                operator.kind() == Token.Kind.END
                                        ? "say what '" + name + "' is to be, such as == true"
                                        : "write one of them"));
                yield compared(name, known, take());
            }
        };
    }

    private Predicate compared(String name, Operator operator, Token token) {
        Value value = Values.of(kind, name, token);
        if (operator.orders() && !(value instanceof Value.Num)) {
            throw new Misread(
                    Code.WRONG_OPERAND,
                    token.start(),
                    "%s %s compares numbers, and %s is none".formatted(name, operator.sign(), token.shown()),
                    "write a number, or use == or !=");
        }
        if (operator.reads() && !(value instanceof Value.Text)) {
            throw new Misread(
                    Code.WRONG_OPERAND,
                    token.start(),
                    "%s %s looks into texts, and %s is none".formatted(name, operator.sign(), token.shown()),
                    "put it in quotes");
        }
        return new Check.Compare(name, operator, value);
    }

    private List<Value> values(String name) {
        demand("[");
        List<Value> values = new ArrayList<>();
        do {
            values.add(Values.of(kind, name, take()));
        } while (accepted(","));
        demand("]");
        if (values.size() > MOST_COMPARISONS) {
            throw new Misread(
                    Code.TOO_MANY,
                    peek().start(),
                    "%d values; allowed: %d".formatted(values.size(), MOST_COMPARISONS),
                    "use 'matches'");
        }
        return values;
    }

    private Expression expression() {
        Token token = take();
        if (token.kind() != Token.Kind.TEXT) {
            throw new Misread(
                    Code.WRONG_OPERAND,
                    token.start(),
                    "'matches' wants a text, and " + token.shown() + " is none",
                    "put it in quotes");
        }
        try {
            return new Expression(token.text());
        } catch (IllegalArgumentException refused) {
            throw new Misread(
                    Code.WRONG_PATTERN,
                    token.start(),
                    String.valueOf(refused.getMessage()),
                    "write a regular expression as Java has it");
        }
    }

    private boolean accepted(String sign) {
        if (!peek().is(sign)) {
            return false;
        }
        take();
        return true;
    }

    private void demand(String sign) {
        if (!accepted(sign)) {
            throw new Misread(
                    peek().start(),
                    "%s stands where '%s' is wanted".formatted(peek().shown(), sign),
                    "write '" + sign + "'");
        }
    }

    private void demandEnd() {
        if (peek().kind() != Token.Kind.END) {
            throw new Misread(
                    peek().start(),
                    peek().shown() + " stands where the condition could end",
                    "join comparisons by 'and' or 'or'; put a text between quotes");
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }
}
