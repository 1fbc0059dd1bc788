package dev.tailback.checkout.orders;

import dev.tailback.checkout.orders.Decision.Ended;
import dev.tailback.checkout.orders.Decision.Placed;
import dev.tailback.checkout.orders.Decision.Unchanged;
import dev.tailback.checkout.orders.Ending.Cancelled;
import dev.tailback.checkout.orders.Ending.Confirmed;
import dev.tailback.checkout.orders.Ending.Failed;
import dev.tailback.checkout.orders.Ending.Rejected;
import dev.tailback.checkout.payment.PaymentResult;
import dev.tailback.events.FailureReason;
import dev.tailback.events.OrderId;
import dev.tailback.stage.deadline.Deadline;
import dev.tailback.stage.deadline.DeadlineCheck;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State × happening → what follows. {@code SagaTest} has every cell, docs/architecture.md the usual ways.
 *
 * <p>Patience counts only where the answer would be yes: stock that is short and a card that is declined are an answer
 * however late they come. An order that leaves {@link OrderState#RESERVED} unpaid is always voided, even if this
 * process never got through to the provider: an earlier one may have, and died before it could write that down.
 */
record Saga(Deadline deadline) {

    Decision decide(OrderId id, @Nullable Order order, Happening happening, Instant now) {
        if (order == null) {
            return unknown(id, happening, now);
        }
        return switch (order.state()) {
            case PLACED -> placed(order, happening);
            case RESERVED -> reserved(order, happening, now);
            case CONFIRMED, REJECTED, CANCELLED, FAILED -> ended(order, happening);
        };
    }

    /** Whether the provider is to be asked, now that stock is set aside. */
    boolean wantsPayment(Order order, Instant now) {
        return !order.state().ended() && !deadline.spares(order.patienceEnds(), now);
    }

    /** After that no call to the provider begins. */
    Instant payableUntil(Order order) {
        return deadline.check() == DeadlineCheck.BEFORE ? order.patienceEnds() : Instant.MAX;
    }

    private Decision unknown(OrderId id, Happening happening, Instant now) {
        return switch (happening) {
            case Happening.Submitted submitted ->
                deadline.spares(submitted.cart().patienceEnds(), now)
                        ? failed(FailureReason.DEADLINE_EXCEEDED, false)
                        : new Placed();
            case Happening.Died died -> failed(FailureReason.DEAD_LETTER, false);
            case Happening.Paid paid -> throw new IllegalTransition(id, null, happening);
            case Happening.NotAsked notAsked -> throw new IllegalTransition(id, null, happening);
            case Happening.StockShort stockShort -> throw new IllegalTransition(id, null, happening);
            case Happening.LeftAlone leftAlone -> throw new IllegalTransition(id, null, happening);
            case Happening.StockBack stockBack -> throw new IllegalTransition(id, null, happening);
            case Happening.Stalled stalled -> throw new IllegalTransition(id, null, happening);
        };
    }

    private static Decision placed(Order order, Happening happening) {
        return switch (happening) {
            case Happening.Submitted submitted -> new Unchanged("submitted again");
            case Happening.NotAsked notAsked -> failed(FailureReason.DEADLINE_EXCEEDED, false);
            case Happening.StockShort stockShort -> new Ended(new Rejected(stockShort.of()), false);
            case Happening.LeftAlone leftAlone -> failed(FailureReason.DEADLINE_EXCEEDED, false);
            case Happening.Died died -> failed(FailureReason.DEAD_LETTER, false);
            case Happening.Stalled stalled -> failed(FailureReason.STALLED, false);
            case Happening.Paid paid -> throw new IllegalTransition(order.id(), order, happening);
            case Happening.StockBack stockBack -> throw new IllegalTransition(order.id(), order, happening);
        };
    }

    private static Decision reserved(Order order, Happening happening, Instant now) {
        return switch (happening) {
            case Happening.Submitted submitted -> new Unchanged("submitted again");
            case Happening.Paid paid -> paid(order, paid.result(), now);
            case Happening.NotAsked notAsked -> failed(FailureReason.DEADLINE_EXCEEDED, true);
            case Happening.Died died -> failed(FailureReason.DEAD_LETTER, true);
            case Happening.Stalled stalled -> failed(FailureReason.STALLED, true);
            case Happening.LeftAlone leftAlone -> throw new IllegalTransition(order.id(), order, happening);
            case Happening.StockShort stockShort -> throw new IllegalTransition(order.id(), order, happening);
            case Happening.StockBack stockBack -> throw new IllegalTransition(order.id(), order, happening);
        };
    }

    private static Decision paid(Order order, PaymentResult result, Instant now) {
        return switch (result) {
            case PaymentResult.Approved approved ->
                now.isBefore(order.patienceEnds())
                        ? new Ended(new Confirmed(), false)
                        : failed(FailureReason.DEADLINE_EXCEEDED, true);
            case PaymentResult.Declined declined -> new Ended(new Cancelled(declined.reason()), false);
            case PaymentResult.Unavailable unavailable -> failed(FailureReason.PAYMENT_UNAVAILABLE, true);
        };
    }

    private static Decision ended(Order order, Happening happening) {
        OrderState state = order.state();
        boolean legal = switch (happening) {
            case Happening.Submitted submitted -> true;
            case Happening.Died died -> true;
            case Happening.Stalled stalled -> true;
            case Happening.Paid paid -> state != OrderState.REJECTED;
            case Happening.NotAsked notAsked -> state != OrderState.REJECTED;
            case Happening.StockShort stockShort -> state == OrderState.REJECTED || state == OrderState.FAILED;
            case Happening.LeftAlone leftAlone -> state == OrderState.FAILED;
            case Happening.StockBack stockBack -> state == OrderState.CANCELLED || state == OrderState.FAILED;
        };
        if (!legal) {
            throw new IllegalTransition(order.id(), order, happening);
        }
        boolean approvedTooLate = happening instanceof Happening.Paid paid
                && paid.result() instanceof PaymentResult.Approved
                && state != OrderState.CONFIRMED;
        return new Unchanged("the order had ended as " + state.text(), approvedTooLate);
    }

    private static Decision failed(FailureReason reason, boolean voidPayment) {
        return new Ended(new Failed(reason), voidPayment);
    }
}
