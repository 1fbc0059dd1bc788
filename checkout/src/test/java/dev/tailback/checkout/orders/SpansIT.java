package dev.tailback.checkout.orders;

import static dev.tailback.checkout.orders.RunningCheckout.PATIENCE;
import static dev.tailback.checkout.orders.RunningCheckout.TRACE;
import static dev.tailback.checkout.orders.RunningCheckout.cart;
import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_REQUEST_METHOD;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_REQUEST_RESEND_COUNT;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_RESPONSE_STATUS_CODE;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_ADDRESS;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.checkout.payment.FakeProvider;
import dev.tailback.events.Card;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.StockRefused;
import dev.tailback.events.StockReserved;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.KeptLines;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.lab.testing.StageSpans;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the spans of an order tell of its end and of its payment. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpansIT {
    private static final Predicate<SpanData> CART = named("process carts");
    private static final Predicate<SpanData> STOCK = named("process stock");
    private static final Predicate<SpanData> AUTHORISATION = named("POST /authorizations");
    private static final Predicate<SpanData> VOID = named("POST /authorizations/{order}/void");

    private RunningCheckout checkout;

    @BeforeAll
    void start(ShopServers servers) {
        checkout = StageSpans.of(() -> new RunningCheckout(servers));
    }

    @AfterAll
    void stop() {
        checkout.close();
    }

    @Test
    void aConfirmedOrderHasNotFailed() {
        OrderId id = checkout.reserve(FakeProvider.APPROVE);

        assertEnd(id, STOCK, "confirmed", false, null);
    }

    @Test
    void anOrderThatWasOutOfStockHasNotFailed() {
        OrderId id = checkout.place(FakeProvider.APPROVE, PATIENCE);
        checkout.send(new StockRefused(id, Instant.now(), List.of(Sku.numbered(1))));

        assertEnd(id, STOCK, "rejected", false, null);
    }

    @Test
    void aDeclinedOrderHasFailed() {
        try (KeptLines lines = new KeptLines(FailedCheckouts.class)) {
            OrderId id = checkout.reserve(FakeProvider.DECLINE);

            assertEnd(id, STOCK, "cancelled", true, "payment_declined");
            assertThat(lines.with(Names.ORDER_ID.getKey(), id.toString()))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.values()).containsEntry(Names.EVENT, "demo_checkout_failed");
                        assertThat(line.traceId()).isEqualTo(TRACE);
                    });
        }
    }

    @Test
    void anOrderThatCameTooLateHasFailed() {
        OrderId id = checkout.submit(FakeProvider.APPROVE, Duration.ofSeconds(-1));

        assertEnd(id, CART, "failed", true, "deadline_exceeded");
    }

    @Test
    void aRedeliveredRecordFailsItsOrderNoSecondTime() {
        OrderId id = checkout.place(FakeProvider.DECLINE, PATIENCE);
        UUID event = UuidV7.at(Instant.now());
        StockReserved reserved = new StockReserved(id, Instant.now());
        checkout.send(event, reserved);
        checkout.awaitState(id, OrderState.CANCELLED);

        checkout.send(event, reserved);
        checkout.send(reserved);

        OrderSpans.await(id, 3, STOCK);
        assertThat(OrderSpans.find(id, SpansIT::tellsOfFailure)).hasSize(1);
    }

    @Test
    void aReplayForAnOrderThatHasEndedIsARecordedNoOp() {
        OrderId id = OrderId.at(Instant.now());
        checkout.sendUnreadable(cart(id, FakeProvider.APPROVE, PATIENCE));
        Order failed = checkout.awaitState(id, OrderState.FAILED);
        UUID event = UuidV7.at(Instant.now());

        checkout.send(event, cart(id, FakeProvider.APPROVE, PATIENCE));
        checkout.send(event, cart(id, FakeProvider.APPROVE, PATIENCE));
        checkout.awaitAllBefore(id);

        assertThat(checkout.find(id)).isEqualTo(failed);
        assertThat(checkout.eventsOf(id)).containsExactly("OrderFailed");
        OrderSpans.await(id, 2, CART);
        SpanData recorded = OrderSpans.await(id, SpansIT::tellsOfNoChange);
        assertThat(recorded.getEvents()).extracting("name").contains("unchanged: the order had ended as failed");
        assertThat(recorded.getAttributes().get(Names.ORDER_STATE)).isEqualTo("failed");
        assertThat(OrderSpans.find(id, SpansIT::tellsOfNoChange)).hasSize(1);
    }

    @Test
    void thePaymentIsACallWithinTheRecordsSpan() {
        OrderId id = checkout.reserve(FakeProvider.APPROVE);

        SpanData record = OrderSpans.await(id, STOCK);
        SpanData call = OrderSpans.await(id, AUTHORISATION);

        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getTraceId()).isEqualTo(TRACE);
        assertThat(call.getParentSpanId()).isEqualTo(record.getSpanId());
        assertThat(call.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
        assertThat(call.getAttributes().get(HTTP_REQUEST_METHOD)).isEqualTo("POST");
        assertThat(call.getAttributes().get(HTTP_RESPONSE_STATUS_CODE)).isEqualTo(201);
        assertThat(call.getAttributes().get(SERVER_ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(call.getAttributes().get(SERVER_PORT)).isEqualTo(checkout.provider.port());
        assertThat(call.getAttributes().get(HTTP_REQUEST_RESEND_COUNT)).isNull();
        assertThat(call.getAttributes().get(ERROR_TYPE)).isNull();
        // The provider continues this very span.
        assertThat(checkout.provider.callsFor(id).getFirst().traceparent()).contains(call.getSpanId());
    }

    @Test
    void callsThatAreSentAgainAreCountedAndSayWhyTheyFailed() {
        OrderId id = checkout.reserve(FakeProvider.ERROR);

        List<SpanData> calls = OrderSpans.await(id, 3, AUTHORISATION);

        assertThat(calls)
                .extracting(call -> call.getAttributes().get(HTTP_REQUEST_RESEND_COUNT))
                .containsExactly(null, 1L, 2L);
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.getAttributes().get(HTTP_RESPONSE_STATUS_CODE)).isEqualTo(503);
            assertFailed(call, "503");
            assertThat(call.getParentSpanId())
                    .isEqualTo(OrderSpans.await(id, STOCK).getSpanId());
        });
    }

    @Test
    void aCallWithoutAnAnswerSaysSo() {
        assertFailed(firstCall(FakeProvider.SLOW), "timeout");
        assertFailed(firstCall(FakeProvider.ANSWER_LOST), "java.io.IOException");
    }

    @Test
    void anAnswerThatIsNoneSaysSo() {
        SpanData call = firstCall(FakeProvider.RUBBISH);

        assertThat(call.getAttributes().get(HTTP_RESPONSE_STATUS_CODE)).isEqualTo(200);
        assertFailed(call, "unintelligible");
    }

    @Test
    void theVoidIsACallInTheOrdersTrace() {
        OrderId id = checkout.reserve(FakeProvider.ANSWER_LOST);
        checkout.awaitVoided(id);

        SpanData call = OrderSpans.await(id, VOID);

        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getTraceId()).isEqualTo(TRACE);
        assertThat(call.getParentSpanId()).isEqualTo(OrderSpans.await(id, CART).getSpanId());
        assertThat(call.getAttributes().get(HTTP_RESPONSE_STATUS_CODE)).isEqualTo(200);
    }

    private SpanData firstCall(Card card) {
        return OrderSpans.await(checkout.reserve(card), AUTHORISATION);
    }

    private static void assertFailed(SpanData call, String type) {
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(call.getAttributes().get(ERROR_TYPE)).isEqualTo(type);
    }

    /** One span tells whether the order failed: that of the record at which it ended, in the order's trace. */
    private static void assertEnd(
            OrderId id, Predicate<SpanData> record, String state, boolean failed, @Nullable String reason) {
        SpanData end = OrderSpans.await(id, record);
        assertThat(end.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(end.getTraceId()).isEqualTo(TRACE);
        assertThat(end.getAttributes().get(Names.ORDER_STATE)).isEqualTo(state);
        assertThat(end.getAttributes().get(Names.CHECKOUT_FAILED)).isEqualTo(failed);
        assertThat(end.getAttributes().get(Names.CHECKOUT_FAILURE_REASON)).isEqualTo(reason);
        assertThat(OrderSpans.find(id, SpansIT::tellsOfFailure)).containsExactly(end);
    }

    private static boolean tellsOfFailure(SpanData span) {
        return span.getAttributes().get(Names.CHECKOUT_FAILED) != null;
    }

    private static boolean tellsOfNoChange(SpanData span) {
        return span.getEvents().stream().anyMatch(event -> event.getName().startsWith("unchanged: "));
    }

    private static Predicate<SpanData> named(String name) {
        return span -> span.getName().equals(name);
    }
}
