package dev.tailback.flowalerts.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each state with all that can happen in it: the table of docs/incidents.md. */
class LifecycleTest {
    private static final Happening FIRES = new Happening.Fires(Samples.NOON, false);
    private static final Happening ENDS = new Happening.Ends(Samples.NOON.plusSeconds(60), Ending.OVER);
    private static final Happening ACKNOWLEDGED =
            new Happening.Acknowledged(new Acknowledgement("ann", Samples.NOON, ""));
    private static final Happening HOLDS_NO_MORE = new Happening.HoldsNoMore();

    private static final Incident PENDING =
            FromVerdict.pending(Samples.RULE, "a", Samples.SHOP, Samples.NOON.minusSeconds(60));
    private static final Incident FIRING = PENDING.fires(Samples.NOON, false);
    private static final Incident RESOLVED = FIRING.ends(Samples.NOON.plusSeconds(60), Ending.OVER);

    static Stream<Arguments> transitions() {
        return Stream.of(
                Arguments.of(PENDING, FIRES, "FIRING, told as FIRING"),
                Arguments.of(PENDING, ENDS, "forgotten"),
                Arguments.of(PENDING, ACKNOWLEDGED, "refused"),
                Arguments.of(PENDING, HOLDS_NO_MORE, "forgotten"),
                Arguments.of(FIRING, FIRES, "nothing"),
                Arguments.of(FIRING, ENDS, "RESOLVED, told as RESOLVED"),
                Arguments.of(FIRING, ACKNOWLEDGED, "FIRING, told as ACKNOWLEDGED"),
                Arguments.of(FIRING, HOLDS_NO_MORE, "nothing"),
                Arguments.of(RESOLVED, FIRES, "FIRING, told as REOPENED"),
                Arguments.of(RESOLVED, ENDS, "nothing"),
                Arguments.of(RESOLVED, ACKNOWLEDGED, "refused"),
                Arguments.of(RESOLVED, HOLDS_NO_MORE, "nothing"));
    }

    @ParameterizedTest
    @MethodSource("transitions")
    void everyTransitionIsDecided(Incident before, Happening happening, String wanted) {
        assertThat(text(Lifecycle.after(before, happening))).isEqualTo(wanted);
    }

    private static String text(Decision decision) {
        return switch (decision) {
            case Decision.Becomes becomes -> becomes.incident().state() + ", told as " + becomes.what();
            case Decision.Forgotten forgotten -> "forgotten";
            case Decision.Nothing nothing -> "nothing";
            case Decision.Refused refused -> "refused";
        };
    }

    @Test
    void whatGoesOnKeepsItsBeginningAndWhoLooksAfterIt() {
        Incident acknowledged = RESOLVED.acknowledged(new Acknowledgement("ann", Samples.NOON, "looking"));

        Incident again = acknowledged.goesOn();

        assertThat(List.of(again.since(), again.reopened(), again.state()))
                .containsExactly(Samples.NOON, 1, State.FIRING);
        assertThat(again.acknowledged()).isNotNull();
        assertThat(again.endedAt()).isNull();
    }
}
