package dev.tailback.lab.audit;

import dev.tailback.events.UuidV7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Orders as the sources tell of them: a sound one, to be spoiled, and what the judge says. */
final class Orders {
    static final Instant MADE = Instant.parse("2026-11-21T10:00:00Z");
    static final long CENTS = 1_999;
    static final Terms TERMS = terms(false);

    private long offset;
    private long millis = MADE.toEpochMilli();
    final Dossier dossier = new Dossier();
    final List<Wrong> wrongs = new ArrayList<>();
    final List<String> sentences = new ArrayList<>();

    Orders() {
        UUID id = UuidV7.at(MADE);
        dossier.of(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    static Terms terms(boolean relayHasPassed) {
        return new Terms(
                MADE.minusSeconds(60).toEpochMilli(),
                relayHasPassed,
                MADE.plusSeconds(60).toEpochMilli(),
                MADE.plusSeconds(3600).toEpochMilli());
    }

    /** Everything about it agrees, and all of it has been read by everybody. */
    static Orders confirmed() {
        Orders order = new Orders();
        order.dossier.cart(MADE.toEpochMilli(), State.CONFIRMED);
        order.dossier.order(State.CONFIRMED, CENTS, MADE.toEpochMilli(), Voiding.NONE);
        order.dossier.reservation(1);
        order.dossier.payment(Payment.APPROVED, true, CENTS);
        order.tell(Reader.CATALOG, Told.CART_SUBMITTED);
        order.tell(Reader.CHECKOUT, Told.ORDER_PLACED);
        order.tell(Reader.INVENTORY, Told.STOCK_RESERVED);
        order.tell(Reader.CHECKOUT, Told.ORDER_CONFIRMED);
        return order;
    }

    static Orders cancelled() {
        Orders order = new Orders();
        order.dossier.cart(MADE.toEpochMilli(), State.CANCELLED);
        order.dossier.order(State.CANCELLED, CENTS, MADE.toEpochMilli(), Voiding.NONE);
        order.dossier.payment(Payment.DECLINED, false, CENTS);
        order.tell(Reader.CATALOG, Told.CART_SUBMITTED);
        order.tell(Reader.CHECKOUT, Told.ORDER_PLACED);
        order.tell(Reader.INVENTORY, Told.STOCK_RESERVED);
        order.tell(Reader.CHECKOUT, Told.ORDER_CANCELLED);
        order.tell(Reader.INVENTORY, Told.STOCK_RELEASED);
        return order;
    }

    Orders but(Consumer<Dossier> spoiling) {
        spoiling.accept(dossier);
        return this;
    }

    /** In the outbox, and in Kafka since long, read by all who read that topic. */
    Orders tell(Reader stage, Told told) {
        UUID id = write(stage, told);
        record(told, id, readersOf(told) | Marks.EARLY | Marks.sentBy(stage));
        return this;
    }

    /** In the outbox only. */
    UUID write(Reader stage, Told told) {
        UUID id = nextId();
        dossier.outbox(stage, told, id.getMostSignificantBits(), id.getLeastSignificantBits());
        return id;
    }

    Orders record(Told told, UUID id, int marks) {
        dossier.record(
                told,
                marks,
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                Place.of(topicOf(told), 0, offset++));
        return this;
    }

    UUID nextId() {
        return UuidV7.at(Instant.ofEpochMilli(millis++));
    }

    boolean judge() {
        return judge(TERMS);
    }

    boolean judge(Terms terms) {
        OrderJudge judge = new OrderJudge(terms, (wrong, order, details) -> {
            wrongs.add(wrong);
            sentences.add(details.text());
        });
        return judge.judge(dossier);
    }

    static int topicOf(Told told) {
        return switch (told) {
            case CART_SUBMITTED, UNKNOWN -> 0;
            case ORDER_PLACED, ORDER_CONFIRMED, ORDER_REJECTED, ORDER_CANCELLED, ORDER_FAILED -> 1;
            case STOCK_RESERVED, STOCK_REFUSED, STOCK_LEFT_ALONE, STOCK_RELEASED -> 2;
        };
    }

    static int readersOf(Told told) {
        return topicOf(told) == 1 ? Reader.CATALOG.bit() | Reader.INVENTORY.bit() : Reader.CHECKOUT.bit();
    }
}
