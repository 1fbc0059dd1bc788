package dev.tailback.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final OrderId ORDER = OrderId.of("0199a2b4-5c00-7abc-8def-0123456789ab");
    private static final List<Line> LINES = List.of(new Line(Sku.numbered(1), 2, Money.ofCents(4_999)));

    static List<Event> everyEvent() {
        return List.of(
                new CartSubmitted(ORDER, NOON, LINES),
                new OrderPlaced(ORDER, NOON, LINES),
                new OrderConfirmed(ORDER, NOON, Money.ofCents(9_998)),
                new OrderRejected(ORDER, NOON, List.of(Sku.numbered(1))),
                new StockReserved(ORDER, NOON),
                new StockRefused(ORDER, NOON, List.of(Sku.numbered(1))));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventReadsBackAsItWasWritten(Event event) {
        assertThat(EventJson.read(
                        EventJson.typeOf(event), EventJson.write(event).getBytes(UTF_8)))
                .isEqualTo(event);
    }

    @Test
    void writesWhatAnotherLanguageWouldExpect() {
        assertThat(EventJson.write(new CartSubmitted(ORDER, NOON, LINES))).isEqualTo("""
                        {"order":"0199a2b4-5c00-7abc-8def-0123456789ab","submitted_at":"2026-11-21T12:00:00Z",\
                        "lines":[{"sku":"SKU-00001","quantity":2,"unit_price":{"cents":4999,"currency":"USD"}}]}""");
    }

    @Test
    void ignoresFieldsOfANewerWriter() {
        assertThat(read("StockReserved", """
                {"order":"%s","reserved_at":"2026-11-21T12:00:00Z","warehouse":"north"}""".formatted(ORDER))).isEqualTo(new StockReserved(ORDER, NOON));
    }

    @Test
    void refusesMissingFieldsWrongValuesAndOtherThings() {
        assertUndecodable("StockReserved", "{\"order\":\"%s\"}".formatted(ORDER), "reserved_at");
        assertUndecodable("StockReserved", "{\"order\":null,\"reserved_at\":\"2026-11-21T12:00:00Z\"}", "order");
        assertUndecodable("StockReserved", "{\"order\":\"x\",\"reserved_at\":\"2026-11-21T12:00:00Z\"}", "order");
        assertUndecodable(
                "CartSubmitted",
                "{\"order\":\"%s\",\"submitted_at\":\"2026-11-21T12:00:00Z\",\"lines\":[]}".formatted(ORDER),
                "without a line");
        assertUndecodable("StockReserved", "null", "null");
        assertUndecodable("StockReserved", "{", "not a dev.tailback.StockReserved.v1");
        assertUndecodable("StockStolen", "{}", "unknown event type");
        assertUndecodable("StockReserved", "[".repeat(100_000), "not a dev.tailback.StockReserved.v1");
    }

    private static Event read(String type, String json) {
        return EventJson.read("dev.tailback." + type + ".v1", json.getBytes(UTF_8));
    }

    private static void assertUndecodable(String type, String json, String because) {
        assertThatThrownBy(() -> read(type, json))
                .isInstanceOf(Undecodable.class)
                .hasMessageContaining(because);
    }
}
