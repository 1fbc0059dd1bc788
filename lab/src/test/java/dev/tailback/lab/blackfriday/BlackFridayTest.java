package dev.tailback.lab.blackfriday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.clock.DemoClock;
import dev.tailback.lab.control.ControlRoom;
import dev.tailback.lab.control.PageToken;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.lookups.LookupRoutes;
import dev.tailback.lab.produce.FakeShop;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.Wire;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.RawValue;

/** Over HTTP, as everybody starts it. */
class BlackFridayTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, Object> FAST = Map.of("duration_minutes", 10, "peak_rpm", 6_000);

    private final Web web = new Web();
    private final Wire wire = new Wire();
    private final FakeShop shop = new FakeShop();
    private final DemoClock clock = new DemoClock(shop.ports(), web);
    private final BlackFriday demo = new BlackFriday(
            new Shop(wire, shop.ports()), clock, OpenTelemetry.noop().getMeter("test"));
    private final ControlRoom room;

    BlackFridayTest() throws IOException {
        List<Route> routes = new ArrayList<>(demo.routes());
        routes.addAll(new LookupRoutes(new Shop(wire, shop.ports())).routes());
        room = new ControlRoom(0, PageToken.random(), routes);
    }

    @BeforeEach
    void nothingRuns() throws InterruptedException {
        assertThat(status().path("running").booleanValue()).isFalse();
    }

    @AfterEach
    void close() throws InterruptedException {
        demo.close();
        room.close();
        wire.close();
        web.close();
        shop.close();
    }

    @Test
    void aDemoSendsShoppersUntilItIsStopped() throws InterruptedException {
        Answer started = post("/admin/start-demo", FAST);
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.json().path("peak_rpm").doubleValue()).isEqualTo(6_000);
        assertThat(clock.run()).hasValueSatisfying(run -> assertThat(run.mode()).isEqualTo("blackfriday"));

        await().atMost(SOON).until(() -> status().path("confirmed").longValue() > 5);
        JsonNode status = status();
        assertThat(status.path("running").booleanValue()).isTrue();
        assertThat(status.path("phase").stringValue()).isEqualTo("ramp");
        assertThat(status.path("minute").intValue()).isZero();
        // A quarter of the peak, and hardly more after these seconds.
        assertThat(status.path("rpm").doubleValue()).isCloseTo(1_500, within(500.0));
        assertThat(status.path("failure_rate").doubleValue()).isZero();
        assertThat(status.path("weights").path("full_checkout").doubleValue()).isEqualTo(30);

        JsonNode stopped = post("/admin/stop-demo", Map.of()).json();
        assertThat(stopped.path("status").stringValue()).isEqualTo("stopped");
        assertThat(clock.run()).isEmpty();
        assertThat(stopped.path("requests").longValue()).isGreaterThan(20);
        assertThat(status().path("running").booleanValue()).isFalse();
        assertThat(post("/admin/stop-demo", Map.of()).json().path("status").stringValue())
                .isEqualTo("not_running");
    }

    @Test
    void ofManyStartsAtOnceOneSucceeds() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        Callable<Answer> start = () -> post("/admin/start-demo", FAST);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer :
                    threads.invokeAll(List.of(start, start, start, start, start, start, start, start))) {
                statuses.add(answer.get().status());
            }
        }

        assertThat(statuses).containsOnlyOnce(202).contains(409).hasSize(8);
        assertThat(post("/admin/start-demo", FAST).reason())
                .matches("demo [0-9a-f-]{36} runs since .*; POST /admin/stop-demo ends it");
    }

    @Test
    void aDemoEndsByItself() throws InterruptedException {
        post("/admin/start-demo", Map.of("scenario", "blackfriday", "duration_minutes", 0.05, "peak_rpm", 1_200));

        await().atMost(SOON).until(() -> !status().path("running").booleanValue());
        assertThat(status().path("status").stringValue()).isEqualTo("completed");
        // Three seconds that climb from 5 to 20 a second for the first of them: 12.5 and 40.
        assertThat(status().path("shoppers").longValue()).isBetween(52L, 53L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/admin/start-demo | {'scenario':'cyber-monday'} | scenario 'cyber-monday' is not allowed: blackfriday",
                "/admin/start-demo | {'duration_minutes':0}      | duration_minutes 0.0 is not allowed: 0.05 to 1440",
                "/admin/start-demo | {'peak_rpm':-1}             | peak_rpm -1.0 is not allowed: 4 to 300000",
                "/admin/start-demo | {'peak_rpm':'many'}         | peak_rpm: Cannot deserialize",
                "/admin/start-demo | {'speed':5}                 | speed is not known",
                "/admin/load-test/database | {'queries_per_second':0} | queries_per_second 0.0 is not allowed",
                "/admin/load-test/database | {'duration_seconds':601} | duration_seconds 601.0 is not allowed",
                "/admin/load-test/database | {'list_to_get':-1}       | list_to_get -1.0 is not allowed: 0 to 100",
            })
    void aWrongValueIsRefused(String path, String body, String sentence) throws InterruptedException {
        Answer answer = post(path, new RawValue(body.replace('\'', '"')));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).contains(sentence);
    }

    @Test
    void withoutAShopThereIsNoDemo() throws InterruptedException {
        shop.close();

        Answer answer = post("/admin/start-demo", FAST);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.reason()).contains("there is no shop to send shoppers to", "is not reachable");
    }

    @Test
    void aLoadTestOfTheDatabaseIsAnsweredWithItsFigures() throws InterruptedException {
        JsonNode report = post("/admin/load-test/database", Map.of("queries_per_second", 100, "duration_seconds", 0.5))
                .json();

        assertThat(report.path("queries").longValue()).isEqualTo(50);
        assertThat(report.path("errors").longValue()).isZero();
        assertThat(report.path("list_to_get").doubleValue()).isEqualTo(0.1);
        for (String kind : List.of("all", "list", "get")) {
            for (String percentile : List.of("p50_ms", "p95_ms", "p99_ms")) {
                assertThat(report.path(kind).path(percentile).doubleValue()).isPositive();
            }
        }
    }

    private JsonNode status() throws InterruptedException {
        return web.get(at("/admin/demo-status"), SOON).json();
    }

    private Answer post(String path, Object body) throws InterruptedException {
        return web.post(at(path), body, SOON);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + room.port() + path);
    }
}
