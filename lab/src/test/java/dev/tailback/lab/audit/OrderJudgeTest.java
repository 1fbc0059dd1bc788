package dev.tailback.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderJudgeTest {

    @Test
    void ordersOfWhichAllAgreesAreSettled() {
        Orders confirmed = Orders.confirmed();
        Orders cancelled = Orders.cancelled();

        assertThat(confirmed.judge()).isTrue();
        assertThat(cancelled.judge()).isTrue();
        assertThat(confirmed.wrongs).isEmpty();
        assertThat(cancelled.wrongs).isEmpty();
    }

    @Test
    void anAcceptedCartThatIsNotInTheOutboxIsLostAtOnce() {
        Orders order = new Orders().but(of -> of.cart(0, State.UNKNOWN));

        order.judge();

        assertThat(order.wrongs).containsExactly(Wrong.LOST);
        assertThat(order.sentences.getFirst()).contains("CartSubmitted is not in catalog's outbox");
    }

    @Test
    void anAcceptedCartThatNobodyHasReadYetIsOnItsWay() {
        Orders order = new Orders().but(of -> of.cart(0, State.UNKNOWN));
        UUID id = order.write(Reader.CATALOG, Told.CART_SUBMITTED);
        order.record(Told.CART_SUBMITTED, id, Marks.sentBy(Reader.CATALOG));

        assertThat(order.judge()).isFalse();
        assertThat(order.wrongs).isEmpty();
    }

    @Test
    void aCartThatCheckoutHasReadWithoutMakingAnOrderIsLost() {
        Orders order = new Orders().but(of -> of.cart(0, State.UNKNOWN)).tell(Reader.CATALOG, Told.CART_SUBMITTED);

        order.judge();

        assertThat(order.wrongs).containsExactly(Wrong.LOST);
        assertThat(order.sentences.getFirst()).contains("carts-0@0", "no order");
    }

    @Test
    void aCartStraightFromKafkaIsARequestToo() {
        Orders order = new Orders();
        order.record(Told.CART_SUBMITTED, order.nextId(), Marks.FROM_OUTSIDE);

        assertThat(order.judge()).isFalse();
        assertThat(order.dossier.wasRequested()).isTrue();
        assertThat(order.wrongs).isEmpty();
    }

    @Test
    void poisonWhoseDeadLetterIsNotReadYetIsOnItsWay() {
        Orders order = new Orders();
        order.record(Told.UNKNOWN, new UUID(0, 0), Marks.FROM_OUTSIDE | Reader.CHECKOUT.bit());
        order.dossier.dead(false);

        order.judge();

        assertThat(order.wrongs).isEmpty();
    }

    @Test
    void poisonWhoseDeadLetterWasReadMustBeAnOrder() {
        Orders order = new Orders();
        order.record(Told.UNKNOWN, new UUID(0, 0), Marks.FROM_OUTSIDE | Reader.CHECKOUT.bit());
        order.dossier.dead(true);

        order.judge();

        assertThat(order.wrongs).containsExactly(Wrong.LOST);
    }

    @Test
    void poisonThatEndedAsFailedIsFounded() {
        Orders order = new Orders().but(of -> of.order(State.FAILED, 0, 0, Voiding.NONE));
        order.dossier.dead(true);
        order.tell(Reader.CHECKOUT, Told.ORDER_FAILED);

        assertThat(order.judge()).isTrue();
        assertThat(order.wrongs).isEmpty();
    }

    @Test
    void anOrderThatNobodyAskedForIsUnfounded() {
        Orders order = new Orders().but(of -> of.order(State.FAILED, 0, 0, Voiding.NONE));
        order.tell(Reader.CHECKOUT, Told.ORDER_FAILED);

        order.judge();

        assertThat(order.wrongs).containsExactly(Wrong.UNFOUNDED);
    }

    @Test
    void anEndingThatWasNotToldIsLost() {
        Orders order = Orders.confirmed().but(of -> of.outbox.count--);
        order.dossier.records.count--;

        order.judge();

        assertThat(order.wrongs).containsExactly(Wrong.LOST);
        assertThat(order.sentences.getFirst()).contains("OrderConfirmed is not in checkout's outbox");
    }

    @Test
    void twoEndingsAreOneTooManyWhicheverTheyAre() {
        Orders order = Orders.confirmed().tell(Reader.CHECKOUT, Told.ORDER_FAILED);

        order.judge();

        assertThat(order.wrongs).containsExactly(Wrong.DUPLICATED);
        assertThat(order.sentences.getFirst()).contains("OrderConfirmed", "OrderFailed");
    }

    @Test
    void aRecordThatIsInKafkaTwiceIsNoDuplicate() {
        Orders order = Orders.confirmed();
        UUID first = new UUID(order.dossier.records.idHighs[0], order.dossier.records.idLows[0]);
        order.record(Told.CART_SUBMITTED, first, Marks.EARLY | Marks.sentBy(Reader.CATALOG));

        assertThat(order.judge()).isTrue();
        assertThat(order.wrongs).isEmpty();
    }

    @Test
    void whatTheRelayHasPassedAndKafkaHasNotIsLostAndBeforeThatOnItsWay() {
        Orders early = Orders.cancelled();
        early.dossier.records.count--;
        Orders late = Orders.cancelled();
        late.dossier.records.count--;

        assertThat(early.judge(Orders.terms(false))).isFalse();
        late.judge(Orders.terms(true));

        assertThat(early.wrongs).isEmpty();
        assertThat(late.wrongs).containsExactly(Wrong.LOST);
        assertThat(late.sentences.getFirst()).contains("StockReleased", "not in Kafka");
    }

    @Test
    void aRecordThatNoOutboxTellsIsUnfoundedUnlessItCameAfterTheLedgerWasRead() {
        Orders order = Orders.confirmed();
        order.record(Told.STOCK_RELEASED, order.nextId(), Marks.sentBy(Reader.INVENTORY));
        order.judge();
        assertThat(order.wrongs).isEmpty();

        order.record(Told.STOCK_RELEASED, order.nextId(), Marks.sentBy(Reader.INVENTORY) | Marks.EARLY);
        order.judge();
        assertThat(order.wrongs).containsExactly(Wrong.UNFOUNDED);
    }

    @Test
    void eventsOutOfTheirOrderAreFoundUnlessTheyWereReconciled() {
        for (int reconciled : new int[] {0, Marks.RECONCILED}) {
            Orders order = Orders.confirmed();
            Dossier.Rows records = order.dossier.records;
            swap(records, 1, 3);
            records.marks[3] |= reconciled;

            order.judge();

            assertThat(order.wrongs.contains(Wrong.MISORDERED)).isEqualTo(reconciled == 0);
        }
    }

    private static void swap(Dossier.Rows rows, int one, int other) {
        long high = rows.idHighs[one];
        long low = rows.idLows[one];
        rows.idHighs[one] = rows.idHighs[other];
        rows.idLows[one] = rows.idLows[other];
        rows.idHighs[other] = high;
        rows.idLows[other] = low;
    }

    @Test
    void stockOfACancelledOrderMustBeBackAsSoonAsInventoryHasReadOfIt() {
        Orders unread = Orders.cancelled();
        forgetRelease(unread);
        unread.dossier.records.marks[3] = Marks.EARLY | Marks.sentBy(Reader.CHECKOUT);
        Orders read = Orders.cancelled();
        forgetRelease(read);

        assertThat(unread.judge()).isFalse();
        read.judge();

        assertThat(unread.wrongs).isEmpty();
        assertThat(read.wrongs).containsExactly(Wrong.STOCK);
    }

    private static void forgetRelease(Orders order) {
        order.dossier.outbox.count--;
        order.dossier.records.count--;
        order.dossier.reservation(3);
    }

    @Test
    void aConfirmedOrderHoldsItsStockAndIsPaidExactly() {
        Orders order = Orders.confirmed().but(of -> {
            of.holdsStock = false;
            of.payment(Payment.APPROVED, true, Orders.CENTS + 1);
        });

        order.judge();

        assertThat(order.wrongs).contains(Wrong.STOCK, Wrong.MONEY);
    }

    @Test
    void moneyTakenForAnOrderThatFailedIsVoidedOrOnItsWayBack() {
        assertThat(moneyOf(Voiding.DUE, Payment.APPROVED)).isEmpty();
        assertThat(moneyOf(Voiding.DONE, Payment.VOIDED)).isEmpty();
        assertThat(moneyOf(Voiding.NONE, Payment.APPROVED)).containsExactly(Wrong.MONEY);
        assertThat(moneyOf(Voiding.DONE, Payment.APPROVED)).containsExactly(Wrong.MONEY);
    }

    private static java.util.List<Wrong> moneyOf(Voiding voiding, Payment payment) {
        Orders order = Orders.cancelled().but(of -> {
            of.order(State.CANCELLED, Orders.CENTS, 0, voiding);
            of.payment(payment, true, Orders.CENTS);
        });
        order.judge();
        return order.wrongs;
    }

    @Test
    void anOrderThatWaitsLongerThanTheSweeperLetsItIsOverdue() {
        Orders order = Orders.confirmed().but(of -> {
            of.order(State.RESERVED, Orders.CENTS, Orders.TERMS.overdueBefore() - 1, Voiding.NONE);
            of.outbox.count--;
            of.records.count--;
            of.cart(0, State.UNKNOWN);
        });

        assertThat(order.judge()).isFalse();
        assertThat(order.wrongs).containsExactly(Wrong.OVERDUE);
    }

    @Test
    void anOrderOlderThanWhatIsHeldIsNotComparedWithOutboxesAndKafka() {
        Orders order = Orders.confirmed().but(of -> {
            of.outbox.count = 0;
            of.records.count = 0;
        });

        assertThat(order.judge(new Terms(Orders.MADE.toEpochMilli() + 1, true, Long.MAX_VALUE, 0)))
                .isTrue();
        assertThat(order.wrongs).isEmpty();
    }
}
