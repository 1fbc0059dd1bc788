package dev.tailback.checkout.orders;

import dev.tailback.checkout.payment.PaymentResult;
import dev.tailback.events.Card;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.FailureReason;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import java.time.Instant;
import java.util.List;

/** One order, and everything that can happen to it. */
final class SagaFixtures {
    static final Instant START = Instant.parse("2026-07-01T12:00:00Z");
    static final Instant PATIENCE_ENDS = START.plusSeconds(30);
    static final OrderId ID = OrderId.at(START);
    static final CartSubmitted CART = new CartSubmitted(
            ID, START, PATIENCE_ENDS, Card.APPROVING, List.of(new Line(Sku.numbered(1), 1, Money.ofCents(100))));

    static final Happening SUBMITTED = new Happening.Submitted(CART);
    static final Happening APPROVED = new Happening.Paid(new PaymentResult.Approved());
    static final Happening DECLINED = new Happening.Paid(new PaymentResult.Declined("insufficient_funds"));
    static final Happening UNAVAILABLE = new Happening.Paid(new PaymentResult.Unavailable(true, "503"));
    static final Happening NOT_ASKED = new Happening.NotAsked();
    static final Happening SHORT = new Happening.StockShort(List.of(Sku.numbered(1)));
    static final Happening LEFT_ALONE = new Happening.LeftAlone();
    static final Happening BACK = new Happening.StockBack();
    static final Happening DIED = new Happening.Died();
    static final Happening STALLED = new Happening.Stalled();

    private SagaFixtures() {}

    static Order order(OrderState state) {
        Order placed = Order.placed(CART, io.opentelemetry.context.Context.root(), START);
        return switch (state) {
            case PLACED -> placed;
            case RESERVED ->
                new Order(ID, state, null, placed.total(), placed.card(), null, START, PATIENCE_ENDS, null);
            case CONFIRMED -> placed.ended(new Ending.Confirmed(), START);
            case REJECTED -> placed.ended(new Ending.Rejected(List.of(Sku.numbered(1))), START);
            case CANCELLED -> placed.ended(new Ending.Cancelled("insufficient_funds"), START);
            case FAILED -> placed.ended(new Ending.Failed(FailureReason.STALLED), START);
        };
    }

    /** As the tables of the tests write it. */
    static String text(Decision decision) {
        return switch (decision) {
            case Decision.Placed placed -> "placed";
            case Decision.Unchanged unchanged -> unchanged.voidPayment() ? "- void" : "-";
            case Decision.Ended ended -> text(ended.how()) + (ended.voidPayment() ? " void" : "");
        };
    }

    private static String text(Ending ending) {
        return ending instanceof Ending.Failed failed
                ? failed.reason().text()
                : ending.state().text();
    }
}
