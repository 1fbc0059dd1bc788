package dev.tailback.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoClockJsonTest {
    private static final long START = 1_763_740_800;

    private final DemoClock clock = new DemoClock(() -> Instant.ofEpochSecond(START + 61), null);

    @Test
    void whatIsSetIsShownUntilItIsEnded() {
        DemoClockJson.set(clock, """
                {"mode":"sale","start_timestamp":%d,"speed":2,"phases":[{"name":"calm","from":0},{"name":"rush","from":2}]}""".formatted(START));
        assertThat(DemoClockJson.show(clock)).isEqualTo("""
                {"mode":"sale","started":%d,"speed":2.0,"minute":2,"phase":"rush"}""".formatted(START));

        DemoClockJson.set(clock, "{\"mode\":\"off\"}");
        assertThat(DemoClockJson.show(clock)).isEqualTo("{\"mode\":\"off\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            null                        | mode must be a scenario's name, or off, but was missing
            {}                          | mode must be a scenario's name, or off, but was missing
            {"mode":"sale"}             | start_timestamp must be Unix seconds, but was missing
            {"mode":"sale","speeed":2}  | the body must be JSON with mode, start_timestamp, speed and phases
            {"mode":"off","mode":"x"}   | the body must be JSON with mode, start_timestamp, speed and phases
            [                           | the body must be JSON with mode, start_timestamp, speed and phases""")
    void whatTellsOfNoClockIsRefusedAndChangesNothing(String body, String why) {
        clock.use(new DemoRun("sale", START, 1, java.util.List.of()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoClockJson.set(clock, body))
                .withMessageContaining(why);
        assertThat(clock.run()).isNotNull();
    }
}
