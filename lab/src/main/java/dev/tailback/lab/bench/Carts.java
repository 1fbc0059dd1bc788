package dev.tailback.lab.bench;

import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.lab.carts.CartsTopic;
import dev.tailback.lab.carts.SubmittedCart;
import dev.tailback.lab.terminal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Submitted carts straight into Kafka, as the catalog would have them written, by the thousand. */
final class Carts implements AutoCloseable {
    private static final String SOURCE = "tailback-bench";
    private static final Money PRICE = Money.ofCents(1_999);
    // Nobody gives up: this measures what the shop can do, not what shoppers bear.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final CartsTopic topic;
    private final List<String> skus;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private int next;

    Carts(String bootstrapServers, List<String> skus) {
        this.skus = skus;
        topic = CartsTopic.untraced(bootstrapServers);
    }

    UUID send() {
        Instant now = Instant.now();
        OrderId order = OrderId.at(now);
        Line line = new Line(new Sku(skus.get(next++ % skus.size())), 1, PRICE);
        Future<RecordMetadata> unused =
                topic.send(SubmittedCart.of(order, line, PATIENCE, SOURCE, now).toSend(), (sent, refused) -> {
                    if (refused != null) {
                        failure.compareAndSet(null, refused);
                    }
                });
        return order.value();
    }

    /** Returns when the broker has every one of them. */
    void flush() {
        topic.flush();
        Exception refused = failure.get();
        if (refused != null) {
            throw new Refusal("Kafka did not take a cart: " + refused, refused);
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
