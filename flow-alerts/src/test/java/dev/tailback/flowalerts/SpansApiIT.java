package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.tailback.lab.testing.Cable;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** From the OTLP port through the database to the API. Who only asks, asks the same one. */
@ExtendWith(ShopServersExtension.class)
@ResourceLock("the database of the spans")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpansApiIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MEMORY = 3;

    private Map<String, String> database;
    private Running flowAlerts;
    private boolean isAsked;

    @BeforeEach
    void start(ShopServers servers) throws Exception {
        if (isAsked) {
            return;
        }
        database = Map.of(
                StoreVariables.URL, servers.spansJdbcUrl(),
                StoreVariables.WRITER_PASSWORD, servers.password("spans_writer"),
                StoreVariables.ADMIN_PASSWORD, servers.password("spans_admin"));
        StoreVariables.migrate(database, 0);
        flowAlerts = new Running(MEMORY, database);
        Instant now = Instant.now();
        send(
                "checkout",
                span(1, 1, 0, "POST /checkout", now, 40).addAttributes(text("order.id", "o-1")),
                span(1, 2, 1, "UPDATE tailback.orders", now.plusMillis(1), 250)
                        .addAttributes(text("db.system.name", "postgresql"))
                        .addAttributes(list("db.missing_index", "idx_a", "idx_b")));
        send(
                "inventory",
                span(2, 3, 0, "process stock", now.minusSeconds(7_200), 5),
                span(3, 4, 0, "process stock", now.minusSeconds(60), 5)
                        .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR)),
                span(4, 5, 0, "process stock", now, 5));
        await().atMost(PATIENCE).until(() -> health().path("written").asInt() == 5);
        isAsked = true;
    }

    /** For a test that starts another: the next one finds all as new. */
    private void endTheOneThatIsAsked() {
        isAsked = false;
        flowAlerts.close();
    }

    @AfterEach
    void endWhatATestHasStarted() {
        if (!isAsked) {
            flowAlerts.close();
        }
    }

    @AfterAll
    void close() {
        if (isAsked) {
            flowAlerts.close();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            order=o-1                               | 1
            trace=00000000000000010000000000000001  | 1 2
            service=inventory                       | 4 5
            service=inventory&last_s=86400          | 3 4 5
            operation=process%20stock               | 4 5
            status=failed                           | 4
            min_duration_ms=40                      | 1 2
            attr.db.system.name=postgresql          | 2
            attr.db.missing_index=idx_b             | 2
            attr.db.missing_index=idx               | ''
            from=2000-01-01T00:00:00Z&service=none  | ''
            """, delimiter = '|')
    void findsByWhateverIsKnown(String query, String expected) throws Exception {
        assertThat(ids(flowAlerts.get("/api/spans?" + query))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            trace=1         | trace is '1'; allowed: 32 hexadecimal digits
            status=good     | status is 'good'; allowed: completed, failed, timeout
            limit=0         | limit is '0'; allowed: 1 to 2000
            from=yesterday  | from is 'yesterday'; allowed: a time from 1970 to 2262, such as 2026-11-21T10:15:00Z
            format=xml      | format is 'xml'; allowed: spans, otlp
            after=x         | after is 'x'; allowed: next of the page before
            """, delimiter = '|')
    void aWrongQuestionIsAnsweredWithWhatIsAllowed(String query, String detail) throws Exception {
        HttpResponse<byte[]> answer = flowAlerts.api("GET", "/api/spans?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Running.json(answer).path("detail").asString()).isEqualTo(detail);
    }

    @Test
    void pagesFollowOneAnotherWithoutAGapOrARepetition() throws Exception {
        List<String> seen = new ArrayList<>();
        String query = "/api/spans?last_s=86400&limit=2";
        JsonNode page = flowAlerts.get(query);
        while (page.has("next")) {
            page.path("spans").forEach(span -> seen.add(span.path("span_id").asString()));
            page = flowAlerts.get(query + "&after=" + page.path("next").asString());
        }
        page.path("spans").forEach(span -> seen.add(span.path("span_id").asString()));

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aTraceThatMemoryHasLetGoComesFromTheDatabaseWhole() throws Exception {
        JsonNode trace = flowAlerts.get("/api/traces/00000000000000010000000000000001?follow_links=true");

        assertThat(ids(trace)).isEqualTo("1 2");
    }

    @Test
    void theReportTellsSizesGrowthIndexesAndStatements() throws Exception {
        JsonNode report = flowAlerts.get("/api/spans/report");

        assertThat(report.path("health").path("total_spans").asInt()).isEqualTo(5);
        assertThat(report.path("health").path("failed_spans").asInt()).isEqualTo(1);
        assertThat(report.path("sizes").path("index_bytes").asLong()).isPositive();
        assertThat(report.path("growth").path("measured_hours").asDouble()).isBetween(1.9, 3.0);
        assertThat(report.path("growth").path("projected")).hasSize(3);
        assertThat(report.path("indexes")).hasSize(4);
        assertThat(report.path("statements").toString()).contains("COPY trace_spans");
    }

    @Test
    void withoutADatabaseTheQuestionIsAnsweredWithWhy() throws Exception {
        try (Running alone = new Running(MEMORY)) {
            HttpResponse<byte[]> answer = alone.api("GET", "/api/spans");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Running.json(answer).path("detail").asString()).contains("SPANS_DB_URL");
            assertThat(alone.get("/health").has("store")).isFalse();
        }
    }

    @Test
    void startsAndWorksWithADatabaseThatIsAway() throws Exception {
        HashMap<String, String> away = new HashMap<>(database);
        away.put(StoreVariables.URL, "jdbc:postgresql://127.0.0.1:1/spans");
        try (Running alone = new Running(MEMORY, away)) {
            assertThat(alone.get("/health").path("store").path("state").asString())
                    .isEqualTo("away");
            assertThat(alone.api("GET", "/api/spans").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void exportIsOtlpAsItsSpecificationWritesIt() throws Exception {
        JsonNode page = flowAlerts.get("/api/spans?format=otlp&order=o-1");

        JsonNode resource = page.path("requests").path(0).path("resourceSpans").path(0);
        JsonNode span = resource.path("scopeSpans").path(0).path("spans").path(0);
        JsonNode attribute = resource.path("resource").path("attributes").path(0);
        assertThat(attribute.path("key").asString()).isEqualTo("service.name");
        assertThat(attribute.path("value").path("stringValue").asString()).isEqualTo("checkout");
        assertThat(span.path("traceId").asString()).isEqualTo("00000000000000010000000000000001");
        assertThat(span.path("kind").isInt()).isTrue();
        assertThat(span.path("startTimeUnixNano").isString()).isTrue();
    }

    @Test
    void anExportComesBackTheSameIntoAnEmptyDatabase() throws Exception {
        String asked = "/api/spans?last_s=86400&format=otlp";
        JsonNode exported = flowAlerts.get(asked).path("requests");
        JsonNode before = flowAlerts.get("/api/spans?last_s=86400");
        endTheOneThatIsAsked();
        StoreVariables.migrate(database, 0);
        flowAlerts = new Running(MEMORY, database);

        for (JsonNode request : exported) {
            byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(flowAlerts
                            .post("/v1/traces", body, "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(200);
        }

        await().atMost(PATIENCE).until(() -> health().path("written").asInt() == 5);
        assertThat(flowAlerts.get("/api/spans?last_s=86400").path("spans"))
                .containsExactlyInAnyOrderElementsOf(before.path("spans"));
    }

    @Test
    void aDatabaseThatFallsSilentIsToldWithoutItAndWhatCameMeanwhileIsWrittenAndAnIncidentOutlivesARestart(
            ShopServers servers, @TempDir Path data) throws Exception {
        endTheOneThatIsAsked();
        try (Cable cable = new Cable(servers.host(), servers.postgresPort())) {
            HashMap<String, String> settings = new HashMap<>(database);
            settings.put(StoreVariables.URL, "jdbc:postgresql://127.0.0.1:" + cable.port() + "/spans");
            settings.put(Settings.DATA, data.toString());
            settings.put(RuleVariables.RULES, "rules/database-lost.yaml");
            flowAlerts = new Running(MEMORY, settings);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(flowAlerts
                                    .get("/api/metrics?name=flow_alerts.database.up")
                                    .toString())
                            .contains("database.up"));

            cable.silence();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lost("firing")).isEqualTo(1));
            send("checkout", span(9, 9, 0, "while it was away", Instant.now(), 5));
            cable.mend();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(lost("resolved")).isEqualTo(1);
                assertThat(health().path("written").asInt()).isEqualTo(1);
            });

            cable.cut();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lost("firing")).isEqualTo(1));
            flowAlerts.close();
            flowAlerts = new Running(MEMORY, settings);
            assertThat(lost("firing")).isEqualTo(1);
        }
    }

    private int lost(String state) throws Exception {
        return flowAlerts
                .get("/api/incidents?rule=database-lost&state=" + state)
                .path("total")
                .asInt();
    }

    private JsonNode health() throws Exception {
        return flowAlerts.get("/health").path("store");
    }

    private static String ids(JsonNode answer) {
        Set<Long> ids = new TreeSet<>();
        answer.path("spans")
                .forEach(span -> ids.add(Long.parseLong(span.path("span_id").asString(), 16)));
        return String.join(" ", ids.stream().map(String::valueOf).toList());
    }

    private void send(String service, Span.Builder... spans) throws Exception {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", service)))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addAllSpans(List.of(spans).stream()
                                        .map(Span.Builder::build)
                                        .toList())));
        HttpResponse<byte[]> answer =
                flowAlerts.postProtobuf("/v1/traces", request.build().toByteArray());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
    }

    private static Span.Builder span(long trace, long id, long parent, String name, Instant start, int millis) {
        long nanos = start.getEpochSecond() * 1_000_000_000L + start.getNano();
        return Span.newBuilder()
                .setTraceId(bytes(trace, trace))
                .setSpanId(bytes(id))
                .setParentSpanId(parent == 0 ? ByteString.EMPTY : bytes(parent))
                .setName(name)
                .setStartTimeUnixNano(nanos)
                .setEndTimeUnixNano(nanos + millis * 1_000_000L);
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue list(String key, String... values) {
        ArrayValue.Builder list = ArrayValue.newBuilder();
        for (String value : values) {
            list.addValues(AnyValue.newBuilder().setStringValue(value));
        }
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setArrayValue(list))
                .build();
    }

    private static ByteString bytes(long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (long number : numbers) {
            bytes.putLong(number);
        }
        return ByteString.copyFrom(bytes.flip());
    }
}
