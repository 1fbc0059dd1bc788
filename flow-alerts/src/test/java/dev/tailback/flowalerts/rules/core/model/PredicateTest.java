package dev.tailback.flowalerts.rules.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.rules.core.reference.Given;
import dev.tailback.flowalerts.rules.core.signal.Fields;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredicateTest {
    private static Fields having(String attribute, Object value) {
        return new Given(SignalKind.SPAN, 0, 1, Map.of(attribute, value))
                .signal()
                .fields();
    }

    private static boolean holds(Object actual, Operator operator, Value value) {
        return new Check.Compare("a", operator, value).holds(having("a", actual));
    }

    @Test
    void numbersAreEqualByValueAndTextsByLetters() {
        assertThat(holds(5L, Operator.EQUAL, Value.of(5))).isTrue();
        assertThat(holds(5.0, Operator.EQUAL, Value.of(5))).isTrue();
        assertThat(holds("5", Operator.EQUAL, Value.of(5))).isFalse();
        assertThat(holds("five", Operator.EQUAL, Value.of("five"))).isTrue();
        assertThat(holds("Five", Operator.EQUAL, Value.of("five"))).isFalse();
    }

    @Test
    void aTruthIsAlsoItsText() {
        assertThat(holds("true", Operator.EQUAL, Value.of(true))).isTrue();
        assertThat(holds(true, Operator.EQUAL, Value.of(true))).isTrue();
        assertThat(holds("yes", Operator.EQUAL, Value.of(true))).isFalse();
    }

    @Test
    void ofAMissingAttributeComparisonsAreFalseAndTheirNegationsTrue() {
        Fields none = having("b", 1L);

        assertThat(new Check.Compare("a", Operator.LESS, Value.of(3)).holds(none))
                .isFalse();
        assertThat(new Check.Compare("a", Operator.NOT_EQUAL, Value.of(3)).holds(none))
                .isTrue();
        assertThat(new Predicate.Not(new Check.Exists("a")).holds(none)).isTrue();
    }

    @Test
    void aListContainsItsElementsAndATextItsParts() {
        assertThat(holds(List.of("x", "y"), Operator.CONTAINS, Value.of("y"))).isTrue();
        assertThat(holds("xyz", Operator.CONTAINS, Value.of("y"))).isTrue();
        assertThat(holds("xyz", Operator.STARTS_WITH, Value.of("y"))).isFalse();
        assertThat(holds("xyz", Operator.ENDS_WITH, Value.of("z"))).isTrue();
    }

    @Test
    void aRegularExpressionThatBacktracksForEverIsGivenUp() {
        Check.Matches evil = new Check.Matches("a", new Expression("(x+x+)+y"));

        assertThat(evil.holds(having("a", "x".repeat(4_000)))).isFalse();
        assertThat(new Check.Matches("a", new Expression("^GET /cart/[0-9]+$")).holds(having("a", "GET /cart/12")))
                .isTrue();
    }

    @Test
    void refusesAnOrderOfTexts() {
        assertThatThrownBy(() -> new Check.Compare("a", Operator.LESS, Value.of("b")))
                .hasMessage("a < 'b'; allowed: a number after an order");
    }

    @Test
    void refusesARuleWhoseWindowIsNoWholeNumberOfBuckets() {
        Threshold.Limit limit = new Threshold.Limit(
                "count",
                new Figure.Count(new Atom.OfSpan(Predicate.ALWAYS)),
                Duration.ofSeconds(25),
                new Bound(Operator.GREATER, 5),
                new Bound(Operator.AT_MOST, 5),
                1);

        assertThatThrownBy(() -> Shape.check("r", By.of(), List.of(), List.of(), limit, Duration.ofSeconds(10)))
                .hasMessage(
                        "rule 'r': a window of PT25S in buckets of PT10S; allowed: a whole number of buckets, at most 2000");
    }
}
