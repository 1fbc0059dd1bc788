package dev.tailback.flowalerts.rules.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.incidents.Samples;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationsTest {
    @ParameterizedTest
    @CsvSource({"6.0, 6", "0.0, 0", "-2.0, -2", "0.25, 0.25", "1.0E300, 1.0E300", "NaN, NaN", "Infinity, Infinity"})
    void aFigureThatIsWholeIsToldAsOne(double figure, String told) {
        Rule rule = Samples.rule("""
                rule: pool-exhausted
                stages: [{id: pool, span: db.connection.pool.exhausted == true}]
                annotations: {summary: "{{stage.pool.attr.figure}} stand"}
                """);

        Verdict.Fired alert = Samples.fired("a1", Samples.NOON, Map.of("figure", figure));

        assertThat(Annotations.of(rule, alert)).containsEntry("summary", told + " stand");
    }
}
