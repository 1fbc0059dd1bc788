package dev.tailback.lab.mishaps;

import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.lab.arrivals.Poison;
import dev.tailback.lab.carts.CartsTopic;
import dev.tailback.lab.carts.SubmittedCart;
import dev.tailback.lab.machine.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Carts that nobody can read, of every kind there is, each under an order id of its own. */
public final class PoisonCarts {
    private static final Line LINE = new Line(Sku.numbered(1), 1, Money.ofCents(100));

    private final String kafka;
    private final Duration apart;
    private final Consumer<OrderId> listener;

    /** @param listener hears of each that Kafka took */
    public PoisonCarts(String kafka, Duration apart, Consumer<OrderId> listener) {
        this.kafka = kafka;
        this.apart = apart;
        this.listener = listener;
    }

    /** Sends them one by one, each when Kafka has the one before. */
    public void run(BooleanSupplier goesOn) throws InterruptedException {
        try (CartsTopic carts = CartsTopic.untraced(kafka)) {
            for (int n = 0; goesOn.getAsBoolean(); n++) {
                Instant now = Instant.now();
                OrderId order = OrderId.at(now);
                ProducerRecord<String, byte[]> poison =
                        Poison.values()[n % Poison.values().length].spoil(SubmittedCart.of(order, LINE, now));
                Redelivery.exempt(poison);
                carts.send(poison, (place, refused) -> {}).get();
                listener.accept(order);
                Patience.pause(apart);
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("a poisoned cart was not taken", refused.getCause());
        }
    }
}
