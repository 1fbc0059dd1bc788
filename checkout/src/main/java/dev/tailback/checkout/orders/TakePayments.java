package dev.tailback.checkout.orders;

import dev.tailback.checkout.payment.Charge;
import dev.tailback.checkout.payment.PaymentPlace;
import dev.tailback.checkout.payment.PaymentResult;
import dev.tailback.checkout.payment.Payments;
import dev.tailback.events.Card;
import dev.tailback.events.Event;
import dev.tailback.events.OrderId;
import dev.tailback.events.StockReserved;
import dev.tailback.stage.inbox.Effects;
import dev.tailback.stage.inbox.Preparation;
import dev.tailback.stage.inbox.Prepared;
import dev.tailback.stage.inbox.Received;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/**
 * Asks for the money of the orders that have their stock, before the transaction that writes down what came of it.
 * That it will ask is committed first: whatever happens next, the order's row says that money may have been taken.
 */
@Component
class TakePayments {
    private final Saga saga;
    private final Orders orders;
    private final Payments payments;
    private final PaymentPlace place;
    private final Clock clock;

    TakePayments(Saga saga, Orders orders, Payments payments, PaymentPlace place, Clock clock) {
        this.saga = saga;
        this.orders = orders;
        this.payments = payments;
        this.place = place;
        this.clock = clock;
    }

    /** The effects get the records and what the provider said; orders that it was not asked for are not in there. */
    Preparation before(BiConsumer<List<Received<Event>>, Map<OrderId, PaymentResult>> effects) {
        return new Preparation() {
            @Override
            public Prepared of(List<Received<Event>> pack) {
                List<Charge> charges = charges(pack);
                return place.isInTransaction()
                        ? Prepared.of(firstTime -> effects.accept(firstTime, results(payments.ask(charges))))
                        : new Asked(payments.ask(charges), effects);
            }

            @Override
            public int mayWait() {
                return payments.callsInFlight();
            }
        };
    }

    private final class Asked implements Prepared {
        private final Map<OrderId, CompletableFuture<Optional<PaymentResult>>> answers;
        private final BiConsumer<List<Received<Event>>, Map<OrderId, PaymentResult>> effects;

        Asked(
                Map<OrderId, CompletableFuture<Optional<PaymentResult>>> answers,
                BiConsumer<List<Received<Event>>, Map<OrderId, PaymentResult>> effects) {
            this.answers = answers;
            this.effects = effects;
        }

        @Override
        public Map<OrderId, CompletableFuture<Optional<PaymentResult>>> awaited() {
            return answers;
        }

        @Override
        public Effects<Event> effects(List<Received<Event>> answered) {
            Map<OrderId, CompletableFuture<Optional<PaymentResult>>> theirs = new LinkedHashMap<>();
            for (Received<Event> received : answered) {
                CompletableFuture<Optional<PaymentResult>> answer = answers.get(received.order());
                if (answer != null) {
                    theirs.put(received.order(), answer);
                }
            }
            Map<OrderId, PaymentResult> results = results(theirs);
            return firstTime -> effects.accept(firstTime, results);
        }
    }

    private Map<OrderId, PaymentResult> results(Map<OrderId, CompletableFuture<Optional<PaymentResult>>> answers) {
        Map<OrderId, PaymentResult> results = new LinkedHashMap<>();
        answers.forEach((order, answer) -> answer.join().ifPresent(result -> results.put(order, result)));
        if (!answers.isEmpty()) {
            payments.awaitTold();
        }
        return results;
    }

    private List<Charge> charges(List<Received<Event>> pack) {
        Map<OrderId, Context> traces = new LinkedHashMap<>();
        pack.stream()
                .filter(received -> received.event() instanceof StockReserved)
                .forEach(received -> traces.putIfAbsent(received.order(), received.trace()));
        if (traces.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<Order> wanting = orders.find(traces.keySet()).values().stream()
                .filter(order -> saga.wantsPayment(order, now))
                .toList();
        Set<OrderId> reserved = orders.reserve(wanting.stream().map(Order::id).toList());
        List<Charge> charges = new ArrayList<>();
        for (Order order : wanting) {
            Card card = order.card();
            Context trace = traces.get(order.id());
            if (card != null && trace != null && reserved.contains(order.id())) {
                charges.add(new Charge(order.id(), order.total(), card, saga.payableUntil(order), trace));
            }
        }
        return charges;
    }
}
