package dev.tailback.lab.mishaps;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.EventHeaders;
import dev.tailback.events.OrderId;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.carts.SubmittedCart;
import dev.tailback.lab.machine.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Records as large as their topic takes, for every topic there is, those for dead letters among them: what is wrong with
 * each is one endless word, which complaints about it quote.
 */
public final class LargeRecords {
    private static final List<String> TOPICS =
            Stream.concat(Topics.ALL.stream(), Topics.allDead().stream()).toList();
    /** For key, headers and what Kafka itself writes. */
    private static final int BESIDE_THE_WORD = 1_000;

    private final String kafka;
    private final Duration apart;
    private final Consumer<String> listener;

    /** @param listener hears the key of each that Kafka took */
    public LargeRecords(String kafka, Duration apart, Consumer<String> listener) {
        this.kafka = kafka;
        this.apart = apart;
        this.listener = listener;
    }

    /** Sends them one by one, each when Kafka has the one before. */
    public void run(BooleanSupplier goesOn) throws InterruptedException {
        Map<String, Object> client = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                4 << 20);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            for (int n = 0; goesOn.getAsBoolean(); n++) {
                ProducerRecord<String, byte[]> large = large(TOPICS.get(n % TOPICS.size()), Instant.now());
                producer.send(large).get();
                listener.accept(large.key());
                Patience.pause(apart);
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("a large record was not taken", refused.getCause());
        }
    }

    private static ProducerRecord<String, byte[]> large(String topic, Instant now) {
        OrderId order = OrderId.at(now);
        String word = "x".repeat(Topics.largest(topic) - BESIDE_THE_WORD);
        ProducerRecord<String, byte[]> record = switch (topic) {
            case Topics.CARTS ->
                event(
                        topic,
                        order,
                        "CartSubmitted.v3",
                        "{\"order\":\"%s\",\"submitted_at\":\"%s\",\"patience_ends\":\"%s\",\"card\":\"%s\",\"lines\":[]}"
                                .formatted(order, now, now, word));
            case Topics.ORDERS ->
                event(
                        topic,
                        order,
                        "OrderFailed.v1",
                        "{\"order\":\"%s\",\"failed_at\":\"%s\",\"reason\":\"%s\"}".formatted(order, now, word));
            case Topics.STOCK ->
                event(
                        topic,
                        order,
                        "StockRefused.v1",
                        "{\"order\":\"%s\",\"refused_at\":\"%s\",\"short_of\":[\"%s\"]}".formatted(order, now, word));
            // Of no order: it tells nothing of one.
            default -> new ProducerRecord<>(topic, "large " + order, word.getBytes(UTF_8));
        };
        Redelivery.exempt(record);
        return record;
    }

    private static ProducerRecord<String, byte[]> event(String topic, OrderId order, String type, String json) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, order.toString(), json.getBytes(UTF_8));
        EventHeaders.put(
                record.headers(), EventHeaders.ID, UuidV7.at(Instant.now()).toString());
        EventHeaders.put(record.headers(), EventHeaders.TYPE, "dev.tailback." + type);
        EventHeaders.put(record.headers(), EventHeaders.SOURCE, SubmittedCart.LAB);
        return record;
    }
}
