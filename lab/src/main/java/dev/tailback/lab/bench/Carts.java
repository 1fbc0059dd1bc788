package dev.tailback.lab.bench;

import dev.tailback.events.Card;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.terminal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Submitted carts straight into Kafka, as the catalog would have them written, by the thousand. */
final class Carts implements AutoCloseable {
    private static final String SOURCE = "tailback-bench";
    private static final Money PRICE = Money.ofCents(1_999);
    // Nobody gives up: this measures what the shop can do, not what shoppers bear.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final KafkaProducer<String, byte[]> producer;
    private final List<String> skus;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private int next;

    Carts(String bootstrapServers, List<String> skus) {
        this.skus = skus;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        SOURCE,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        8 << 20,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        30_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    UUID send() {
        Instant now = Instant.now();
        OrderId order = OrderId.at(now);
        Sku sku = new Sku(skus.get(next++ % skus.size()));
        var cart = new CartSubmitted(order, now, now.plus(PATIENCE), Card.APPROVING, List.of(new Line(sku, 1, PRICE)));
        producer.send(EventRecord.of(UuidV7.at(now), cart, SOURCE).toSend(), (sent, refused) -> {
            if (refused != null) {
                failure.compareAndSet(null, refused);
            }
        });
        return order.value();
    }

    /** Returns when the broker has every one of them. */
    void flush() {
        producer.flush();
        Exception refused = failure.get();
        if (refused != null) {
            throw new Refusal("Kafka did not take a cart: " + refused, refused);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
