package dev.tailback.lab.room.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final Instant T = Instant.parse("2026-11-30T10:00:00Z");

    @Test
    void onlyTheWantedNamesAreRead() {
        assertThat(Sample.read("# HELP a x\na 1\nab 2\nb{c=\"d\"} 3\n", Set.of("a", "b")))
                .extracting(Sample::name)
                .containsExactly("a", "b");
    }

    @Test
    void labelsMayHoldAnything() {
        assertThat(Sample.read("a{x=\"q\\\"},{=\\\\\\n\",y=\"2\"} +Inf 1700\n", Set.of("a")))
                .singleElement()
                .satisfies(sample -> {
                    assertThat(sample.label("x")).isEqualTo("q\"},{=\\\n");
                    assertThat(sample.label("y")).isEqualTo("2");
                    assertThat(sample.value()).isInfinite();
                });
    }

    @Test
    void whatIsNoSampleIsPassedOver() {
        assertThat(Sample.read("a\na{\na{x=\na{x=\"\na{x=\"y\"}\na many\na 1", Set.of("a")))
                .singleElement()
                .extracting(Sample::value)
                .isEqualTo(1.0);
    }

    @Test
    void requestsOfShoppersAreCountedAndThoseOfTheLabAreNot() {
        Reading reading = Reading.of(T, """
                http_server_request_duration_seconds_count{http_response_status_code="200",http_route="/products"} 7
                http_server_request_duration_seconds_count{http_response_status_code="503",http_route="/carts"} 2
                http_server_request_duration_seconds_count{http_response_status_code="202",http_route="/carts/{id}/checkout"} 3
                http_server_request_duration_seconds_count{http_response_status_code="200",http_route="/metrics"} 100
                db_client_connections{db_client_connection_state="used"} 4
                db_client_connections{db_client_connection_state="idle"} 9
                checkout_orders_total{outcome="failed",reason="deadline_exceeded"} 5
                checkout_orders_total{outcome="failed",reason="pool_exhausted"} 6
                """);

        assertThat(reading.count(Reading.REQUESTS)).hasValue(12);
        assertThat(reading.count(Reading.ERRORS)).hasValue(2);
        assertThat(reading.count(Reading.ACCEPTED)).hasValue(3);
        assertThat(reading.count("pool.used")).hasValue(4);
        assertThat(reading.count("orders.failed")).hasValue(11);
        assertThat(reading.count("pool.max")).isEmpty();
    }
}
