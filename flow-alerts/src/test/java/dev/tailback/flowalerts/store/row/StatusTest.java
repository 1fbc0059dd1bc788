package dev.tailback.flowalerts.store.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.spans.SpanStatus;
import dev.tailback.flowalerts.store.StoredSpans;
import dev.tailback.flowalerts.store.table.Outcome;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTest {
    @Test
    void whatEndedWithoutAnErrorIsCompleted() {
        assertThat(status(SpanStatus.UNSET, Map.of())).isEqualTo(Status.COMPLETED);
        assertThat(status(SpanStatus.OK, Map.of())).isEqualTo(Status.COMPLETED);
        assertThat(status(SpanStatus.OK, Map.of("error.type", "timeout"))).isEqualTo(Status.COMPLETED);
    }

    @Test
    void anOrderThatFailedIsAFailureThoughNothingBroke() {
        assertThat(status(SpanStatus.UNSET, Map.of("checkout.failed", true))).isEqualTo(Status.FAILED);
        assertThat(status(SpanStatus.UNSET, Map.of("checkout.failed", false))).isEqualTo(Status.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({
        "error.type, java.net.http.HttpTimeoutException",
        "error.type, timeout",
        "error.type, DEADLINE_EXCEEDED",
        "error.type, 57014",
        "db.response.status_code, 57014",
        "http.response.status_code, 504"
    })
    void whatTookTooLongIsATimeout(String attribute, String value) {
        assertThat(status(SpanStatus.ERROR, Map.of(attribute, value))).isEqualTo(Status.TIMEOUT);
    }

    @ParameterizedTest
    @CsvSource({"error.type, 23505", "http.response.status_code, 500", "db.response.status_code, 40001"})
    void everyOtherErrorIsAFailure(String attribute, String value) {
        assertThat(status(SpanStatus.ERROR, Map.of(attribute, value))).isEqualTo(Status.FAILED);
        assertThat(status(SpanStatus.ERROR, Map.of(attribute, value)).outcome()).isEqualTo(Outcome.FAILED);
    }

    private static Status status(SpanStatus status, Map<String, ?> attributes) {
        return Status.of(StoredSpans.with(1, Instant.EPOCH, status, attributes));
    }
}
