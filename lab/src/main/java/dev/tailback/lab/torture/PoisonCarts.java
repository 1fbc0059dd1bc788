package dev.tailback.lab.torture;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Carts that nobody can read, of every kind there is, each under an order id of its own. */
record PoisonCarts(Set<String> sent) implements Disturbance {
    private static final Duration APART = Duration.ofMillis(700);

    PoisonCarts() {
        this(ConcurrentHashMap.newKeySet());
    }

    @Override
    public String text() {
        return "carts that nobody can read";
    }

    @Override
    public String run(Arena arena, Duration span) throws Exception {
        long end = System.nanoTime() + span.toNanos();
        Map<String, Object> client = Map.of("bootstrap.servers", arena.kafka(), "acks", "all");
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            for (int n = 0; System.nanoTime() < end; n++) {
                Instant now = Instant.now();
                OrderId order = OrderId.at(now);
                var poison = Poison.values()[n % Poison.values().length].spoil(cart(order, now));
                Redelivery.exempt(poison);
                producer.send(poison).get();
                sent.add(order.toString());
                Patience.pause(APART);
            }
        }
        return sent.size() + " of them";
    }

    private static EventRecord cart(OrderId order, Instant now) {
        List<Line> lines = List.of(new Line(Sku.numbered(1), 1, Money.ofCents(100)));
        CartSubmitted cart = new CartSubmitted(order, now, now.plusSeconds(60), Card.APPROVING, lines);
        return EventRecord.of(UuidV7.at(now), cart, "/tailback/lab");
    }
}
