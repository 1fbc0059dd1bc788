package dev.tailback.lab.payments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.testing.Promtool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The provider as a process of its own, over real sockets. */
class PaymentProviderIT {
    private static final String APPROVE = "4242424242424242";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;
    private String url;

    @BeforeEach
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                PaymentProvider.class.getName());
        builder.environment().put("PAYMENTS_PORT", "0");
        builder.environment().put("PAYMENTS_SLOW", "1s");
        builder.environment().put("PAYMENTS_JOURNAL", folder.resolve("journal").toString());
        builder.environment().put("OTEL_TRACES_EXPORTER", "none");
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = lines.readLine();
        while (line != null && !line.contains("answers on ")) {
            line = lines.readLine();
        }
        assertThat(line).as("the provider's word that it serves").isNotNull();
        url = line.substring(line.indexOf("http://"));
    }

    @AfterEach
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void approvesDeclinesAndVoidsOverHttp() throws Exception {
        UUID order = UUID.randomUUID();
        UUID poor = UUID.randomUUID();

        assertJson(authorize(order, APPROVE), 201, "{'order':'%s','status':'approved'}", order);
        assertJson(authorize(order, APPROVE), 201, "{'order':'%s','status':'approved'}", order);
        assertJson(
                authorize(poor, "4000000000000002"),
                201,
                "{'order':'%s','status':'declined','reason':'insufficient_funds'}",
                poor);
        assertJson(post("/authorizations/" + order + "/void", ""), 200, "{'order':'%s','status':'voided'}", order);
        assertJson(
                get("/authorizations/" + order),
                200,
                "{'order':'%s','status':'voided','amount':{'cents':1250,'currency':'USD'},'authorized':true}",
                order);
        assertThat(get("/authorizations/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertJson(
                get("/health"),
                200,
                "{'status':'up','payments':{'orders':2,'most_orders':1100000,'authorizations':1,'declines':1,'voids':1,"
                        + "'replays':1}}");
    }

    @Test
    void followsTheClockOfTheDemoThatItIsTold() throws Exception {
        assertThat(put("/admin/demo-clock", "{'mode':'sale','start_timestamp':1763740800}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/admin/demo-clock").body()).contains("\"mode\":\"sale\"", "\"minute\":");
        assertThat(put("/admin/demo-clock", "{'mode':'sale'}").statusCode()).isEqualTo(400);
        assertJson(put("/admin/demo-clock", "{'mode':'off'}"), 200, "{'mode':'off'}");
    }

    @Test
    void countsPaymentsByWhatBecameOfThemAndWhatItDidWrongOnPurpose() throws Exception {
        UUID order = UUID.randomUUID();
        authorize(order, APPROVE);
        authorize(order, APPROVE);
        authorize(UUID.randomUUID(), "4000000000000002");
        post("/authorizations/" + order + "/void", "");
        authorize(UUID.randomUUID(), "4000000000000119");
        put("/admin/slowness", "{'delay_ms':10}");
        authorize(UUID.randomUUID(), APPROVE);

        String page = get("/metrics").body();

        assertThat(page)
                .contains("payments_outcomes_total{outcome=\"approved\"} 2.0")
                .contains("payments_outcomes_total{outcome=\"declined\"} 1.0")
                .contains("payments_outcomes_total{outcome=\"voided\"} 1.0")
                .contains("payments_replays_total 1.0")
                .contains("payments_faults_total{fault=\"error\"} 1.0")
                .contains("payments_faults_total{fault=\"late\"} 1.0")
                .containsPattern("http_server_request_duration_seconds_count\\{\\S*http_response_status_code=\"503\""
                        + "\\S*http_route=\"/authorizations\"\\S*} 1");
        Promtool.assertHasNothingToSayOf(page);
        HttpResponse<String> openMetrics = client.send(
                HttpRequest.newBuilder(URI.create(url + "/metrics"))
                        .header("Accept", "application/openmetrics-text")
                        .build(),
                BodyHandlers.ofString());
        assertThat(openMetrics.body()).endsWith("# EOF\n");
    }

    @Test
    void aSlowCardIsAuthorisedAtOnceAndAnsweredLate() throws Exception {
        UUID order = UUID.randomUUID();
        long began = System.nanoTime();

        HttpResponse<String> answer = authorize(order, "4000000000000259");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertJson(answer, 201, "{'order':'%s','status':'approved'}", order);
    }

    @Test
    void everyAnswerComesLateFromWhenItIsToldUntilItIsToldOtherwise() throws Exception {
        assertJson(put("/admin/slowness", "{'delay_ms':1000}"), 200, "{'delay_ms':1000}");
        long began = System.nanoTime();
        authorize(UUID.randomUUID(), APPROVE);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));

        assertThat(put("/admin/slowness", "{'delay_ms':300001}").body()).contains("delay_ms must be 0 (off) to 300000");
        assertThat(put("/admin/slowness", "{'delay':1}").statusCode()).isEqualTo(400);
        assertThat(put("/admin/slowness", "null").statusCode()).isEqualTo(400);
        assertThat(get("/authorizations?colour=red").statusCode()).isEqualTo(400);
        assertJson(get("/admin/slowness"), 200, "{'delay_ms':1000}");
        assertJson(put("/admin/slowness", "{'delay_ms':0}"), 200, "{'delay_ms':0}");
        began = System.nanoTime();
        authorize(UUID.randomUUID(), APPROVE);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aLostAnswerHasAuthorisedOnceHoweverOftenItIsAskedFor() throws Exception {
        UUID order = UUID.randomUUID();

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> authorize(order, "4000000000000341")).isInstanceOf(IOException.class);
        }

        assertThat(Json.tree(get("/authorizations/" + order).body())
                        .at("/status")
                        .stringValue())
                .isEqualTo("approved");
        assertThat(Json.tree(get("/health").body())
                        .at("/payments/authorizations")
                        .longValue())
                .isEqualTo(1);
    }

    @Test
    void anErrorAndRubbishAuthoriseNothing() throws Exception {
        UUID order = UUID.randomUUID();

        assertThat(authorize(order, "4000000000000119").statusCode()).isEqualTo(503);
        HttpResponse<String> rubbish = authorize(order, "4000000000000044");

        assertThat(rubbish.statusCode()).isEqualTo(200);
        assertThat(rubbish.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(get("/authorizations/" + order).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | body            | nonsense",
                "400 | body            | null",
                "400 | order           | {'order':'1-1-1-1-1','amount':{'cents':1,'currency':'USD'},'card':'4242424242424242'}",
                "400 | amount.cents    | {'order':'01980a3c-7c1e-7000-8000-000000000001','amount':{'cents':-1,'currency':'USD'},'card':'4242424242424242'}",
                "400 | amount.cents    | {'order':'01980a3c-7c1e-7000-8000-000000000001','amount':{'cents':1.5,'currency':'USD'},'card':'4242424242424242'}",
                "400 | amount.currency | {'order':'01980a3c-7c1e-7000-8000-000000000001','amount':{'cents':1,'currency':'usd'},'card':'4242424242424242'}",
                "400 | card            | {'order':'01980a3c-7c1e-7000-8000-000000000001','amount':{'cents':1,'currency':'USD'},'card':'4242-4242-4242-4242'}",
            })
    void aWrongBodyIsRefusedByFieldValueAndWhatIsAllowed(int status, String field, String body) throws Exception {
        HttpResponse<String> answer = post("/authorizations", body.replace('\'', '"'), "Idempotency-Key", "k");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Json.tree(answer.body()).at("/field").stringValue()).isEqualTo(field);
        assertThat(Json.tree(answer.body()).at("/allowed").stringValue()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("4242");
    }

    @Test
    void aRequestWithoutAKeyOrTooLongIsRefused() throws Exception {
        assertThat(post("/authorizations", "{}").body()).contains("Idempotency-Key", "missing");
        assertThat(post("/authorizations", " ".repeat(20_000), "Idempotency-Key", "k")
                        .statusCode())
                .isEqualTo(413);
        assertThat(get("/authorizations?limit=1001").body()).contains("from 1 to 1000");
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
        assertThat(post("/health", "").headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void whatWasAnsweredBeforeAKillNineIsKnownAfterIt() throws Exception {
        List<UUID> orders = new ArrayList<>();
        for (int n = 0; n < 2_000; n++) {
            orders.add(UUID.randomUUID());
        }
        List<UUID> answered = answeredUntilKilled(orders);

        start();

        assertThat(answered).hasSizeBetween(100, orders.size() - 1);
        List<UUID> known = allKnown();
        assertThat(known).containsAll(answered).doesNotHaveDuplicates().isSorted();
        assertThat(authorize(answered.getFirst(), APPROVE).statusCode()).isEqualTo(201);
        assertThat(Json.tree(get("/health").body()).at("/payments/orders").intValue())
                .isEqualTo(known.size());
    }

    private List<UUID> answeredUntilKilled(List<UUID> orders) throws Exception {
        List<Future<UUID>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (UUID order : orders) {
                asked.add(threads.submit(() -> {
                    assertThat(authorize(order, APPROVE).statusCode()).isEqualTo(201);
                    return order;
                }));
            }
            for (Future<UUID> one : asked.subList(0, 100)) {
                one.get();
            }
            process.destroyForcibly().waitFor();
        }
        List<UUID> answered = new ArrayList<>();
        for (Future<UUID> one : asked) {
            try {
                answered.add(one.get());
            } catch (ExecutionException killed) {
                assertThat(killed).hasCauseInstanceOf(IOException.class);
            }
        }
        return answered;
    }

    private List<UUID> allKnown() throws Exception {
        List<UUID> known = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = Json.tree(get("/authorizations?limit=97" + next).body());
            page.path("authorizations")
                    .forEach(one -> known.add(UUID.fromString(one.path("order").stringValue())));
            next = page.has("next") ? "&after=" + page.path("next").stringValue() : null;
        }
        // As text, which is the order of the pages.
        assertThat(known.stream().map(UUID::toString).toList()).isSorted();
        known.sort(null);
        return known;
    }

    private HttpResponse<String> authorize(UUID order, String card) throws IOException, InterruptedException {
        String body = "{\"order\":\"%s\",\"amount\":{\"cents\":1250,\"currency\":\"USD\"},\"card\":\"%s\"}"
                .formatted(order, card);
        return post("/authorizations", body, "Idempotency-Key", order.toString());
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String path, String json) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json.replace('\'', '"')))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    private static void assertJson(HttpResponse<String> answer, int status, String json, Object... values) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Json.tree(answer.body()))
                .isEqualTo(Json.tree(json.formatted(values).replace('\'', '"')));
    }
}
