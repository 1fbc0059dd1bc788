package dev.tailback.checkout.orders;

import dev.tailback.checkout.payment.PaymentResult;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.Sku;
import java.util.List;

/** What can happen to an order: the columns of the saga's table. */
sealed interface Happening {
    record Submitted(CartSubmitted cart) implements Happening {}

    /** Stock was set aside and the provider was asked. */
    record Paid(PaymentResult result) implements Happening {}

    /** Stock was set aside, but the provider was not asked, because patience was over or the order had ended. */
    record NotAsked() implements Happening {}

    record StockShort(List<Sku> of) implements Happening {}

    /** Inventory came to it when patience was over, and set nothing aside. */
    record LeftAlone() implements Happening {}

    record StockBack() implements Happening {}

    record Died() implements Happening {}

    /** Nothing happened for too long. */
    record Stalled() implements Happening {}
}
