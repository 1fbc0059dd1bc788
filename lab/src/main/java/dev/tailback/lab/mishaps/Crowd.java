package dev.tailback.lab.mishaps;

import dev.tailback.events.Card;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.machine.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Carts straight to Kafka, at a steady rate: shoppers who all want the same, or whose ids are all alike. */
public final class Crowd {
    /** As the catalog gives to whoever names none. */
    private static final Duration SHOPPERS_PATIENCE = Duration.ofSeconds(30);

    private static final Money PRICE = Money.ofCents(1_999);

    private final String kafka;
    private final Duration apart;
    private final Function<Integer, Sku> wanted;
    private final UnaryOperator<OrderId> ids;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicInteger lastPartition = new AtomicInteger(-1);
    private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();

    /**
     * @param wanted what the n-th of them buys
     * @param ids makes the id of an order out of one that could be
     */
    public Crowd(String kafka, Duration apart, Function<Integer, Sku> wanted, UnaryOperator<OrderId> ids) {
        this.kafka = kafka;
        this.apart = apart;
        this.wanted = wanted;
        this.ids = ids;
    }

    /** How many Kafka has. */
    public long taken() {
        return taken.get();
    }

    /** On which partition the last of them lies; -1 before the first. */
    public int lastPartition() {
        return lastPartition.get();
    }

    public void run(BooleanSupplier goesOn) throws InterruptedException {
        Map<String, Object> client = Map.of("bootstrap.servers", kafka, "acks", "all", "max.block.ms", 10_000);
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            long began = System.nanoTime();
            for (int n = 0; goesOn.getAsBoolean(); n++) {
                var unused = producer.send(cart(wanted.apply(n)).toSend(), this::heard);
                Exception refused = refusal.get();
                if (refused != null) {
                    throw new KafkaException("a cart was not taken", refused);
                }
                Patience.pause(apart.multipliedBy(n + 1L).minusNanos(System.nanoTime() - began));
            }
        }
    }

    private void heard(@Nullable RecordMetadata place, @Nullable Exception refused) {
        if (refused != null || place == null) {
            refusal.set(refused);
        } else {
            lastPartition.set(place.partition());
            taken.incrementAndGet();
        }
    }

    private EventRecord cart(Sku sku) {
        Instant now = Instant.now();
        OrderId order = ids.apply(OrderId.at(now));
        Line line = new Line(sku, 1, PRICE);
        CartSubmitted cart = new CartSubmitted(order, now, now.plus(SHOPPERS_PATIENCE), Card.APPROVING, List.of(line));
        return EventRecord.of(UuidV7.at(now), cart, "/tailback/lab");
    }
}
