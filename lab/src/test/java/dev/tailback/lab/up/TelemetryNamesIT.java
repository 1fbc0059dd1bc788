package dev.tailback.lab.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.OrderId;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.shop.Receipt;
import dev.tailback.lab.testing.Promtool;
import dev.tailback.lab.testlab.TestLab;
import dev.tailback.lab.traces.Span;
import dev.tailback.lab.web.Answer;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.ClientAttributes;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.ExceptionAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.NetworkAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import io.opentelemetry.semconv.UserAgentAttributes;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run of the whole shop, with orders that end well and badly and with faults, as flow-alerts recorded it: no span and
 * no metric has an attribute that nobody wrote down, and none is missing that searches, dashboards and alerts read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryNamesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Class<?>> WRITTEN_DOWN = List.of(
            Names.class,
            ClientAttributes.class,
            DbAttributes.class,
            ErrorAttributes.class,
            ExceptionAttributes.class,
            HttpAttributes.class,
            NetworkAttributes.class,
            ServerAttributes.class,
            UrlAttributes.class,
            UserAgentAttributes.class);

    /** Of a statement that got a connection and did not fail. */
    private static final List<AttributeKey<?>> ON_STATEMENTS = List.of(
            DbAttributes.DB_SYSTEM_NAME,
            DbAttributes.DB_NAMESPACE,
            DbAttributes.DB_COLLECTION_NAME,
            DbAttributes.DB_OPERATION_NAME,
            DbAttributes.DB_QUERY_TEXT,
            ServerAttributes.SERVER_ADDRESS,
            ServerAttributes.SERVER_PORT,
            Names.OLD_DB_SYSTEM,
            Names.OLD_DB_NAME,
            Names.OLD_DB_STATEMENT,
            Names.OLD_DB_OPERATION,
            Names.OLD_DB_TABLE,
            Names.OLD_PEER_NAME,
            Names.OLD_PEER_PORT,
            Names.SERVICE_COMPONENT,
            Names.CONNECTION_POOL_ACTIVE,
            Names.CONNECTION_POOL_MAX,
            Names.CONNECTION_POOL_UTILIZATION,
            Names.DB_ACTIVE_QUERIES,
            Names.DB_QUERY_DURATION,
            Names.QUERY_SUCCESS);

    private static final List<AttributeKey<?>> ON_RECORDS = List.of(
            Names.MESSAGING_SYSTEM,
            Names.MESSAGING_DESTINATION,
            Names.MESSAGING_OPERATION,
            Names.MESSAGING_OPERATION_NAME,
            Names.MESSAGING_GROUP,
            Names.MESSAGING_PARTITION,
            Names.MESSAGING_OFFSET,
            Names.SERVICE_COMPONENT);

    private static final List<AttributeKey<?>> ON_METRICS_ALONE = List.of(
            Names.POOL_NAME,
            Names.POOL_STATE,
            Names.QUERY_TYPE,
            Names.QUERY_RESULT,
            Names.OUTCOME,
            Names.REASON,
            Names.FAULT,
            Names.PROCESS,
            Names.FACT,
            Names.WAITED_FOR,
            Names.WAITS_FOR);

    private static final Set<String> OF_STAGES = Set.of(
            Names.POOL_COUNT,
            Names.POOL_MAX,
            Names.POOL_IDLE_MIN,
            Names.POOL_PENDING,
            Names.POOL_TIMEOUTS,
            Names.POOL_WAIT_TIME,
            Names.POOL_USE_TIME,
            Names.POOL_SIZE,
            Names.POOL_AVAILABLE,
            Names.QUERY_DURATION,
            Names.QUERY_DURATION_SECONDS,
            Names.QUERIES_TOTAL,
            Names.STANDING_PARTITIONS,
            Names.HTTP_SERVER_DURATION);

    /** Of whoever has sent a record, which a stage does when it buries one. */
    private static final Set<String> OF_SENDERS = Set.of(Names.MESSAGING_CLIENT_DURATION, Names.MESSAGES_SENT);

    /** What each process tells beside what the SDK tells of itself; there is nothing else. */
    private static final Map<String, Set<String>> METRICS = Map.of(
            "catalog", OF_STAGES,
            "inventory", OF_STAGES,
            "checkout",
                    union(
                            OF_STAGES,
                            Set.of(
                                    Names.ORDERS,
                                    Names.FAILED_REVENUE,
                                    Names.FAILED_REVENUE_PER_MINUTE,
                                    Names.OPEN_ORDERS,
                                    Names.OLDEST_ORDER_AGE)),
            "relay",
                    union(
                            OF_SENDERS,
                            Set.of(
                                    Names.RELAY_LEADS,
                                    Names.RELAY_PUBLISHED,
                                    Names.RELAY_BACKLOG,
                                    Names.RELAY_RETAINED_WAL,
                                    Names.RELAY_UNCONFIRMED_WAL,
                                    Names.RELAY_OLDEST_AGE)),
            "payments", Set.of(Names.PAYMENTS, Names.PAYMENT_REPLAYS, Names.PAYMENT_FAULTS, Names.HTTP_SERVER_DURATION),
            "lab",
                    Set.of(
                            Names.FAULTS,
                            Names.PROCESS_UP,
                            Names.PROCESS_STARTS,
                            Names.SHOPPER_FACTS,
                            Names.SHOPPER_WAITS));

    /** Its names are those that dashboards of Kafka know, and its own. */
    private static final String WATCHER = "flow-alerts";

    private static final String OF_THE_SDK = "otel.sdk.";
    /** The semantic conventions' for what an SDK tells of itself, in no stable artifact. */
    private static final Set<String> OF_THE_SDK_ALONE = Set.of(
            "otel.component.name", "otel.component.type", "otel.span.sampling_result", "otel.span.parent.origin");

    private static final Map<String, List<String>> ON_DEMO_EVENTS = Map.of(
            "demo_slow_query_triggered",
            List.of("simulation_type", "action", "delay_ms", "target_p95", "target_p99"),
            "demo_pool_exhaustion",
            List.of("simulation_type", "action", "connections_held", "pool_max", "utilization_percent"),
            "demo_checkout_failed",
            List.of("order.id", "checkout.failure_reason", "total_cents"));

    private TestLab lab;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        lab = new TestLab(home);
        trade();
    }

    @AfterAll
    void end() throws Exception {
        lab.close();
    }

    @Test
    void everyAttributeIsWrittenDownAndNoneIsMissing() throws Exception {
        List<Span> spans = recorded();

        Set<String> told = spans.stream()
                .flatMap(span -> attributes(span).keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isSubsetOf(names(WRITTEN_DOWN));
        Set<String> wanted = names(List.of(Names.class));
        ON_METRICS_ALONE.forEach(name -> wanted.remove(name.getKey()));
        assertThat(told).as("told by any span").containsAll(wanted);
        assertThat(statements(spans)).isNotEmpty().allSatisfy(span -> assertTells(span, ON_STATEMENTS));
        assertThat(statements(spans))
                .filteredOn(span -> span.attribute("db.operation.name").equals("SELECT"))
                .allSatisfy(span -> assertTells(span, List.of(Names.DB_ROWS_RETURNED)));
        assertThat(spans)
                .filteredOn(span -> span.name().startsWith("process "))
                .isNotEmpty()
                .allSatisfy(span -> assertTells(span, ON_RECORDS));
        assertLinesAreWrittenDown();
    }

    private void assertLinesAreWrittenDown() throws InterruptedException {
        List<LogLine> lines =
                flowAlerts("/api/logs?limit=5000").as(Logged.class).logs();
        Set<String> allowed = names(WRITTEN_DOWN);
        allowed.addAll(constants());
        assertThat(lines)
                .flatExtracting(line -> line.attributes().keySet())
                .as("fields of lines")
                .isSubsetOf(allowed);
        assertThat(lines)
                .extracting(LogLine::eventName)
                .filteredOn(Objects::nonNull)
                .isSubsetOf(constants())
                .contains(Names.CONNECTION_ESTABLISHED, Names.PAYMENT_DECIDED);
        ON_DEMO_EVENTS.forEach((event, fields) -> assertThat(lines)
                .filteredOn(line -> event.equals(line.eventName()))
                .as(event)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.attributes()).containsKeys(fields.toArray(String[]::new))));
    }

    private record Logged(List<LogLine> logs) {}

    private record LogLine(@Nullable String eventName, Map<String, Object> attributes) {}

    private static Set<String> constants() {
        return Stream.of(Names.class.getFields())
                .filter(field -> field.getType() == String.class)
                .map(field -> (String) value(field))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyMetricIsWrittenDownAndNoneIsMissing() throws Exception {
        METRICS.forEach((service, names) -> await(service + "'s metrics")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                metrics(service).map(Series::name).collect(Collectors.toSet()))
                        .filteredOn(name -> !name.startsWith(OF_THE_SDK) && !name.equals(Names.POOL_CREATE_TIME))
                        .containsExactlyInAnyOrderElementsOf(names)));

        // The first connections are made before anybody measures; the exhausted pool had to make more.
        assertThat(metrics("catalog").map(Series::name)).contains(Names.POOL_CREATE_TIME);

        Set<String> written = names(WRITTEN_DOWN);
        Set<String> told = new TreeSet<>();
        for (Series series :
                flowAlerts("/api/metrics?limit=5000").as(Metrics.class).metrics()) {
            if (series.service().equals(WATCHER)) {
                continue;
            }
            assertThat(METRICS).as(series.name()).containsKey(series.service());
            told.addAll(series.attributes().keySet());
            assertThat(series.attributes().keySet())
                    .as(series.service() + " " + series.name())
                    .allMatch(name -> written.contains(name)
                            || (series.name().startsWith(OF_THE_SDK) && OF_THE_SDK_ALONE.contains(name)));
        }
        assertThat(told)
                .as("told by any metric")
                .containsAll(ON_METRICS_ALONE.stream().map(AttributeKey::getKey).toList());
    }

    @Test
    void theLabTellsWhatItKnowsAndPromtoolHasNothingToSayOfIt() throws Exception {
        String page = page("text/plain");

        assertThat(page)
                .contains("lab_process_up{process=\"catalog\"} 1.0")
                .contains("lab_process_starts_total{process=\"kafka\"} 1.0")
                .contains("lab_faults{fault=\"missing-index\"} 0.0")
                .containsPattern("lab_shoppers_facts_total\\{fact=\"shoppers\"} [1-9]")
                .containsPattern("lab_shoppers_wait_time_seconds_count\\{waited_for=\"search\"} [1-9]");
        assertThat(page("application/openmetrics-text")).endsWith("# EOF\n");
        Promtool.assertHasNothingToSayOf(page);
    }

    private String page(String accept) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest asking = HttpRequest.newBuilder(room("/metrics"))
                    .header("Accept", accept)
                    .build();
            return http.send(asking, BodyHandlers.ofString()).body();
        }
    }

    /** What makes every attribute appear. */
    private void trade() throws Exception {
        send(
                "PUT",
                "/admin/demo-clock",
                Map.of(
                        "mode",
                        "names",
                        "start_timestamp",
                        Instant.now().getEpochSecond(),
                        "speed",
                        1,
                        "phases",
                        List.of(Map.of("name", "all", "from", 0))));
        send("POST", "/api/recommendations", Map.of("user_id", "ann", "user_context", "something to hear"));
        lab.web
                .put(payments("/admin/slowness"), Map.of("delay_ms", 5), PATIENCE)
                .demandGood();
        lab.web
                .post(room("/admin/start-demo"), Map.of("duration_minutes", 0.1, "peak_rpm", 120), PATIENCE)
                .demandGood();
        Receipt paid = lab.shop.buy(lab.shop.products(1).getFirst().sku(), 1);
        lab.awaitState(new OrderId(paid.order()), "confirmed");
        lab.awaitState(lab.submit(TestLab.DECLINED), "cancelled");
        fault("missing-index", Map.of());
        fault("slow-queries", Map.of("delay", "600ms"));
        search();
        fault("pool-exhaustion", Map.of("stage", "catalog", "connections", "100"));
        assertThat(lab.web.get(catalog("/products?category=audio"), PATIENCE).status())
                .isEqualTo(503);
        lab.web.post(room("/api/faults/clear"), Map.of(), PATIENCE).demandGood();
        search();
    }

    private void search() throws InterruptedException {
        send("GET", "/products?category=audio&price_min=10&price_max=90&limit=5", null);
    }

    private void fault(String name, Map<String, String> with) throws InterruptedException {
        lab.web
                .post(room("/api/faults/set"), Map.of("fault", name, "with", with), PATIENCE)
                .demandGood();
    }

    private URI room(String path) {
        return URI.create(lab.ports.controlRoomUrl() + path);
    }

    private void send(String method, String path, @Nullable Object body) throws InterruptedException {
        lab.web.send(method, catalog(path), body, Map.of(), PATIENCE).demandGood();
    }

    private URI payments(String path) {
        return URI.create(lab.ports.url(Part.PAYMENTS) + path);
    }

    private URI catalog(String path) {
        return URI.create(lab.ports.url(Part.CATALOG) + path);
    }

    private record Listed(List<Line> traces) {}

    private record Line(String traceId) {}

    private record Found(List<Span> spans) {}

    private List<Span> recorded() throws InterruptedException {
        List<Span> spans = new ArrayList<>();
        for (Line each : flowAlerts("/api/traces?limit=500").as(Listed.class).traces()) {
            spans.addAll(
                    flowAlerts("/api/traces/" + each.traceId()).as(Found.class).spans());
        }
        return spans;
    }

    private Answer flowAlerts(String path) throws InterruptedException {
        return lab.web.get(URI.create(lab.ports.url(Part.FLOW_ALERTS) + path), PATIENCE);
    }

    private record Metrics(List<Series> metrics) {}

    private record Series(String name, String service, Map<String, Object> attributes) {}

    private Stream<Series> metrics(String service) throws InterruptedException {
        return flowAlerts("/api/metrics?limit=5000&service=" + service).as(Metrics.class).metrics().stream();
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Span> statements(List<Span> spans) {
        return spans.stream()
                .filter(span -> !span.attribute("db.query.text").isEmpty())
                .filter(span -> !span.isError())
                .toList();
    }

    private static void assertTells(Span span, List<AttributeKey<?>> required) {
        assertThat(attributes(span).keySet())
                .as(span.service() + " " + span.name())
                .containsAll(required.stream().map(AttributeKey::getKey).toList());
    }

    private static Map<String, Object> attributes(Span span) {
        return span.attributes() == null ? Map.of() : span.attributes();
    }

    private static Set<String> names(List<Class<?>> classes) {
        return classes.stream()
                .flatMap(each -> Stream.of(each.getFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .filter(field -> field.getType() == AttributeKey.class)
                .map(field -> ((AttributeKey<?>) value(field)).getKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
