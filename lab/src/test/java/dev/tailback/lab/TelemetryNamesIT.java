package dev.tailback.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.OrderId;
import dev.tailback.events.telemetry.Names;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.shop.Receipt;
import dev.tailback.lab.traces.Span;
import dev.tailback.lab.web.Answer;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run of the whole shop, with orders that end well and badly and with faults, as flow-alerts recorded it: no span has
 * an attribute that nobody wrote down, and none is missing that searches and alerts read.
 */
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
            Names.POOL_NAME, Names.POOL_STATE, Names.QUERY_TYPE, Names.QUERY_RESULT, Names.OUTCOME, Names.REASON);

    private TestLab lab;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        lab = new TestLab(home);
    }

    @AfterEach
    void end() throws Exception {
        lab.close();
    }

    @Test
    void everyAttributeIsWrittenDownAndNoneIsMissing() throws Exception {
        trade();

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
                .map(TelemetryNamesIT::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Field field) {
        try {
            return ((AttributeKey<?>) field.get(null)).getKey();
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
