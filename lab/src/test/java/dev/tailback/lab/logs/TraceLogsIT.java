package dev.tailback.lab.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.OrderId;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.shop.Receipt;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.SharedLab;
import dev.tailback.lab.testlab.TestLab;
import dev.tailback.lab.web.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** One order's lines over all processes, from their files and as flow-alerts got them. */
@SharedLab("--leave-dead")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceLogsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Who says what of an order whose card is declined. */
    private static final List<String> BY_STAGES = List.of(
            "catalog order_event_written CartSubmitted",
            "checkout order_event_written OrderPlaced",
            "inventory order_event_written StockReserved",
            "payments payment_decided declined",
            "checkout order_event_written OrderCancelled",
            "checkout demo_checkout_failed payment_declined",
            "inventory order_event_written StockReleased");

    /** Told apart: a busy machine may give the relay its turn only after the record was read. */
    private static final List<String> BY_THE_RELAY = List.of(
            "relay order_event_published CartSubmitted",
            "relay order_event_published OrderPlaced",
            "relay order_event_published StockReserved",
            "relay order_event_published OrderCancelled",
            "relay order_event_published StockReleased");

    private TestLab lab;

    @BeforeAll
    void start(TestLab shared) {
        lab = shared;
    }

    @Test
    void oneOrdersLinesAreInOrderOverAllProcesses() throws Exception {
        Receipt declined = declinedOrder();
        Receipt another = lab.shop.buy(lab.shop.products(1).getFirst().sku(), 1);
        lab.awaitState(new OrderId(another.order()), "confirmed");

        await().atMost(PATIENCE).untilAsserted(() -> assertTold("--trace", declined.traceId()));
        assertTold("--order", declined.order().toString());
        assertThat(json("--trace", declined.traceId()))
                .allSatisfy(line -> assertThat(line.get("span_id").asString()).hasSize(16))
                .isSortedAccordingTo((one, other) ->
                        one.get("time").asString().compareTo(other.get("time").asString()));

        Cli.Result readable = lab.cli.run("logs", "--trace", declined.traceId());
        assertThat(readable.exitCode()).isZero();
        assertThat(readable.output())
                .contains("WARN  FailedCheckouts: order " + declined.order() + " failed: payment_declined")
                .doesNotContain(another.order().toString(), "{");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(exported(declined.traceId()))
                        .containsExactlyInAnyOrderElementsOf(Stream.concat(BY_STAGES.stream(), BY_THE_RELAY.stream())
                                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                                .toList()));

        lab.kill(Part.FLOW_ALERTS.id());
        Cli.Result alone = lab.cli.run("logs", "--order", declined.order().toString());
        assertThat(alone.exitCode()).isZero();
        assertThat(alone.output()).contains("payment_declined", "flow-alerts was not there");

        Cli.Result unknown = lab.cli.run("logs", "--trace", "0af7651916cd43dd8448eb211c80319c");
        assertThat(unknown.exitCode()).isOne();
        assertThat(unknown.output()).contains("is of trace 0af7651916cd43dd8448eb211c80319c");
    }

    private Receipt declinedOrder() throws Exception {
        UUID cart = lab.shop.fillCart(lab.shop.products(1).getFirst().sku(), 1);
        Receipt receipt = lab.shop.checkout(cart, TestLab.DECLINED.number(), PATIENCE);
        lab.awaitState(new OrderId(receipt.order()), "cancelled");
        return receipt;
    }

    private void assertTold(String option, String id) throws Exception {
        List<String> told = told(json(option, id));
        assertThat(told).filteredOn(line -> !line.startsWith("relay ")).isEqualTo(BY_STAGES);
        assertThat(told).filteredOn(line -> line.startsWith("relay ")).isEqualTo(BY_THE_RELAY);
    }

    private List<JsonNode> json(String... which) throws Exception {
        Cli.Result result = lab.cli.run("logs", which[0], which[1], "--json");
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output().lines().map(Json::tree).toList();
    }

    /** Of lines that are events: those about connections or retries depend on the machine. */
    private static List<String> told(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.has("event"))
                .map(line ->
                        line.get("service").asString() + " " + line.get("event").asString() + " " + subject(line))
                .toList();
    }

    private static String subject(JsonNode line) {
        if (line.has("event_type")) {
            return line.get("event_type").asString().split("\\.")[2];
        }
        return line.has("payment.status")
                ? line.get("payment.status").asString()
                : line.path("checkout.failure_reason").asString("");
    }

    private List<String> exported(String traceId) throws Exception {
        URI uri = URI.create(lab.ports.url(Part.FLOW_ALERTS) + "/api/logs?limit=1000&trace_id=" + traceId);
        return lab.web.get(uri, PATIENCE).as(Logs.class).logs().stream()
                .filter(line -> line.eventName() != null)
                .map(line -> line.service() + " " + line.eventName())
                .toList();
    }

    private record Logs(List<Line> logs) {}

    private record Line(String service, String eventName) {}
}
