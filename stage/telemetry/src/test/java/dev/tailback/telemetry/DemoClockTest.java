package dev.tailback.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoClockTest {
    private static final long START = 1_763_740_800;
    private static final DemoRun BLACK_FRIDAY = new DemoRun(
            "black-friday",
            START,
            5,
            List.of(
                    new DemoRun.Phase("ramp", 0),
                    new DemoRun.Phase("degradation", 15),
                    new DemoRun.Phase("exhaustion", 20)));

    private Instant now = Instant.ofEpochSecond(START);

    @ParameterizedTest
    @CsvSource({
        "0.000, 0, ramp",
        "11.999, 0, ramp",
        "12.000, 1, ramp",
        "179.999, 14, ramp",
        "180.000, 15, degradation",
        "216.000, 18, degradation",
        "240.000, 20, exhaustion",
        "86400, 7200, exhaustion",
    })
    void minuteAndPhaseFollowFromTheStartAndTheSpeed(double seconds, long minute, String phase) {
        Instant moment = Instant.ofEpochMilli(START * 1_000 + Math.round(seconds * 1_000));

        assertThat(BLACK_FRIDAY.minuteAt(moment)).hasValue(minute);
        assertThat(BLACK_FRIDAY.phaseAt(moment)).isEqualTo(phase);
    }

    @Test
    void thereIsNoMinuteBeforeTheStart() {
        Instant justBefore = Instant.ofEpochSecond(START).minusMillis(1);

        assertThat(BLACK_FRIDAY.minuteAt(justBefore)).isEmpty();
        assertThat(BLACK_FRIDAY.phaseAt(justBefore)).isNull();
    }

    @Test
    void spansThatBeginWhileItRunsSaySo() {
        DemoClock clock = new DemoClock(() -> now, null);
        now = Instant.ofEpochSecond(START + 216);

        assertThat(minuteOfASpan(clock)).isNull();
        clock.use(BLACK_FRIDAY);
        assertThat(minuteOfASpan(clock)).isEqualTo("18 degradation");
        now = now.plusSeconds(24);
        assertThat(minuteOfASpan(clock)).isEqualTo("20 exhaustion");
        now = Instant.ofEpochSecond(START - 1);
        assertThat(minuteOfASpan(clock)).isNull();
        clock.use(null);
        now = Instant.ofEpochSecond(START + 216);
        assertThat(minuteOfASpan(clock)).isNull();
    }

    @Test
    void oneThatIsStartedAmidADemoLearnsOfItFromItsEnvironment() {
        Map<String, String> environment = Map.of(
                "DEMO_MODE", "black-friday",
                "DEMO_START_TIMESTAMP", "1763740800",
                "DEMO_SPEED", "5",
                "DEMO_PHASES", "ramp=0, degradation=15,exhaustion=20");

        assertThat(DemoRun.of(environment::get)).isEqualTo(BLACK_FRIDAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"black-friday", "blackfriday"})
    void aWellKnownDemoHasItsPhasesFromItsNameAndStartAlone(String mode) {
        DemoRun run = DemoRun.of(Map.of("DEMO_MODE", mode, "DEMO_START_TIMESTAMP", "1763740800")::get);

        assertThat(run).isNotNull();
        assertThat(run.phaseAt(Instant.ofEpochSecond(1763740800 + 22 * 60))).isEqualTo("exhaustion");
    }

    @Test
    void noDemoRunsUnlessTheEnvironmentSaysSo() {
        assertThat(DemoRun.of(name -> null)).isNull();
        assertThat(DemoRun.of(Map.of("DEMO_MODE", "off", "DEMO_SPEED", "much")::get))
                .isNull();
        assertThat(DemoRun.of(name -> " ")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DEMO_START_TIMESTAMP |               | start_timestamp must be Unix seconds when there is a mode, but was missing",
                "DEMO_START_TIMESTAMP | 1763740800000 | start_timestamp must be Unix seconds of ten digits, but was 1763740800000",
                "DEMO_START_TIMESTAMP | today         | DEMO_START_TIMESTAMP=today",
                "DEMO_SPEED           | 0             | speed must be above 0 and at most 1000, but was 0.0",
                "DEMO_SPEED           | NaN           | speed must be above 0 and at most 1000, but was NaN",
                "DEMO_SPEED           | fast          | DEMO_SPEED=fast",
                "DEMO_MODE            | Black Friday  | mode must be 1 to 50 small letters, digits, - and _, or off, but was Black Friday",
                "DEMO_PHASES          | ramp          | a phase must be NAME=MINUTE, but was ramp",
                "DEMO_PHASES          | ramp=-1       | from of phase ramp must be a minute, 0 or later, but was -1.0",
                "DEMO_PHASES          | ramp=5,peak=5 | from of phase peak must be after that of ramp, which is 5.0, but was 5.0",
            })
    void aWrongEnvironmentIsToldByNameValueAndWhatIsAllowed(String name, @Nullable String value, String detail) {
        Map<String, String> environment = new HashMap<>(
                Map.of("DEMO_MODE", "black-friday", "DEMO_START_TIMESTAMP", "1763740800", "DEMO_SPEED", "5"));
        environment.put(name, value == null ? "" : value);

        assertThatThrownBy(() -> DemoRun.of(environment::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(detail);
    }

    private static @Nullable String minuteOfASpan(DemoClock clock) {
        try (SdkTracerProvider tracers =
                SdkTracerProvider.builder().addSpanProcessor(clock).build()) {
            Span span = tracers.get("test").spanBuilder("work").startSpan();
            span.end();
            Attributes attributes = ((ReadableSpan) span).toSpanData().getAttributes();
            Long minute = attributes.get(Names.DEMO_MINUTE);
            return minute == null ? null : minute + " " + attributes.get(Names.DEMO_PHASE);
        }
    }
}
