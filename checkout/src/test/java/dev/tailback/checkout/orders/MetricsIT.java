package dev.tailback.checkout.orders;

import static dev.tailback.checkout.orders.RunningCheckout.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.checkout.payment.FakeProvider;
import dev.tailback.events.OrderId;
import dev.tailback.lab.testing.Promtool;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.lab.testing.StageSpans;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What checkout counts, as Prometheus would read it. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningCheckout checkout;

    @BeforeAll
    void start(ShopServers servers) {
        checkout = StageSpans.of(() -> new RunningCheckout(servers));
    }

    @AfterAll
    void stop() {
        checkout.close();
        http.close();
    }

    /** Orders that other tests left behind may end meanwhile, too: swept up, as failed. */
    @Test
    void ordersAreCountedByTheirEndAndWithThemWhatWasLost() throws Exception {
        OrderId confirmed = checkout.reserve(FakeProvider.APPROVE);
        OrderId declined = checkout.reserve(FakeProvider.DECLINE);
        checkout.awaitState(confirmed, OrderState.CONFIRMED);
        checkout.awaitState(declined, OrderState.CANCELLED);

        // Counted after the commit, so a moment after the state shows.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(metrics())
                        .containsPattern("checkout_orders_total\\{outcome=\"confirmed\",reason=\"\"} [1-9]")
                        .containsPattern("checkout_orders_total\\{outcome=\"cancelled\",reason=\"\\w+\"} 1.0"));
        String lost = metrics()
                .lines()
                .filter(line -> line.startsWith("checkout_failed_revenue_total "))
                .findFirst()
                .orElseThrow();
        // Two of what costs 49.99, of the declined order.
        assertThat(Double.parseDouble(lost.substring(lost.indexOf(' ')))).isGreaterThanOrEqualTo(9_998);
        assertThat(metrics()).containsPattern("checkout_failed_revenue_per_minute \\d{4,}");
    }

    @Test
    void theOldestOrderThatHasNotEndedIsToldByWhatItWaitsFor() throws Exception {
        checkout.place(FakeProvider.APPROVE, Duration.ofMinutes(2));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(metrics())
                        .containsPattern("checkout_open_orders\\{waits_for=\"stock\"} [1-9]")
                        .containsPattern("checkout_oldest_order_age_seconds\\{waits_for=\"stock\"} (0\\.0*[1-9]|[1-9])")
                        .containsPattern("checkout_oldest_order_age_seconds\\{waits_for=\"payment\"} \\d"));
    }

    @Test
    void thePoolTellsHowItStands() throws Exception {
        assertThat(metrics())
                .containsPattern("database_connection_pool_size\\{db_client_connection_pool_name=\"primary\"} 100.0")
                .containsPattern("database_connection_pool_available\\{\\S+} \\d+.0")
                .containsPattern("db_client_connections\\{\\S+state=\"used\"} \\d+.0")
                .containsPattern("db_client_connection_pending_requests\\{\\S+} 0.0")
                .containsPattern("db_client_connection_timeouts_total\\{\\S+} 0.0")
                .containsPattern("db_client_connection_wait_time_seconds_count\\{\\S+} [1-9]");
    }

    @Test
    void statementsAreCountedAndTimed() throws Exception {
        checkout.awaitState(checkout.reserve(FakeProvider.APPROVE), OrderState.CONFIRMED);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(metrics())
                                .containsPattern(
                                        "database_queries_total\\{query_type=\"insert_orders\",result=\"success\"} [1-9]")
                                .containsPattern(
                                        "database_query_duration_seconds_count\\{query_type=\"select_orders\"} [1-9]")
                                .containsPattern(
                                        "db_client_operation_duration_seconds_count\\{\\S*db_collection_name=\"orders\"\\S*} [1-9]"));
    }

    @Test
    void requestsAreTimed() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(metrics())
                        .contains("http_server_request_duration_seconds_count{")
                        .contains("http_route=\"/health\""));
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        Promtool.assertHasNothingToSayOf(metrics());
    }

    private String metrics() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + checkout.httpPort() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
