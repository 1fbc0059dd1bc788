package dev.tailback.lab.mishaps;

import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.lab.arrivals.Beat;
import dev.tailback.lab.arrivals.OpenLoop;
import dev.tailback.lab.carts.CartsTopic;
import dev.tailback.lab.carts.SubmittedCart;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Carts straight to Kafka, at a steady rate: shoppers who all want the same, or whose ids are all alike. */
public final class Crowd {
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
        try (CartsTopic carts = CartsTopic.untraced(kafka)) {
            new OpenLoop().run(Beat.every(apart, goesOn), (Beat beat, Instant intendedAt) -> {
                if (goesOn.getAsBoolean()) {
                    Future<RecordMetadata> unused =
                            carts.send(cart(wanted.apply(beat.number())).toSend(), this::heard);
                    demandTaken();
                }
            });
        }
    }

    private void demandTaken() {
        Exception refused = refusal.get();
        if (refused != null) {
            throw new KafkaException("a cart was not taken", refused);
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
        return SubmittedCart.of(ids.apply(OrderId.at(now)), new Line(sku, 1, PRICE), now);
    }
}
