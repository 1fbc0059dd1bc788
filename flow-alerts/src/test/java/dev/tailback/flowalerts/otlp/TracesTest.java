package dev.tailback.flowalerts.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tailback.flowalerts.otlp.decoding.Shared;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import dev.tailback.flowalerts.signals.Intake;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TracesTest {
    private final Signal traces = new Traces(spans -> Intake.full(Duration.ofMillis(1_500)), new Shared());

    @Test
    void aFullSinkIsARefusalThatTellsWhenToComeAgain() {
        byte[] request = Otlp.request(Otlp.span().build()).toByteArray();

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> traces.take(request));

        assertThat(refusal.httpStatus()).isEqualTo(429);
        assertThat(refusal.code()).as("RESOURCE_EXHAUSTED").isEqualTo(8);
        assertThat(refusal.headers()).containsEntry("Retry-After", "2");
        assertThat(refusal.retryAfter()).hasValue(Duration.ofMillis(1_500));
        assertThat(new String(refusal.status().json(), StandardCharsets.UTF_8))
                .startsWith(
                        "{\"code\":8,\"message\":\"there is no room for 1 spans; allowed: to come again\",\"details\":[{")
                .contains("\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\"")
                .contains("\"retryDelay\":\"1.500000000s\"");
        assertThat(traces.counts()).as("nothing was taken").isEqualTo(new SignalCounts(0, 0, 0, 0));
    }
}
