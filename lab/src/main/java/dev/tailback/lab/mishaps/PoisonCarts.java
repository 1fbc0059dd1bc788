package dev.tailback.lab.mishaps;

import dev.tailback.events.Card;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.arrivals.Poison;
import dev.tailback.lab.machine.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Carts that nobody can read, of every kind there is, each under an order id of its own. */
public final class PoisonCarts {
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
        Map<String, Object> client = Map.of("bootstrap.servers", kafka, "acks", "all");
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            for (int n = 0; goesOn.getAsBoolean(); n++) {
                Instant now = Instant.now();
                OrderId order = OrderId.at(now);
                var poison = Poison.values()[n % Poison.values().length].spoil(cart(order, now));
                Redelivery.exempt(poison);
                producer.send(poison).get();
                listener.accept(order);
                Patience.pause(apart);
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("a poisoned cart was not taken", refused.getCause());
        }
    }

    private static EventRecord cart(OrderId order, Instant now) {
        List<Line> lines = List.of(new Line(Sku.numbered(1), 1, Money.ofCents(100)));
        CartSubmitted cart = new CartSubmitted(order, now, now.plusSeconds(60), Card.APPROVING, lines);
        return EventRecord.of(UuidV7.at(now), cart, "/tailback/lab");
    }
}
