package dev.tailback.lab.dead;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.Topics;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.topics.Broker;
import dev.tailback.lab.topics.Log;
import dev.tailback.lab.topics.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Every dead letter of a broker, and what was done about each. */
public final class Graveyard implements AutoCloseable {
    /** The newest this many words about dead letters are known; who is forgotten shows as unsettled again, harmlessly. */
    private static final int MOST_SETTLED = 200_000;

    private final Broker broker;
    private final Log log;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SortedMap<String, Integer> partitionsByTopic;

    public Graveyard(String bootstrapServers) throws InterruptedException {
        broker = new Broker(bootstrapServers);
        log = new Log(bootstrapServers);
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "tailback-dead",
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        8 << 20,
                        // What the shop could write once can be written again, with its headers.
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        8 << 20,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        30_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        15_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        partitionsByTopic = broker.partitionsByTopic();
    }

    /** The dead-letter topics that there are: all, those of an original topic, or the one of that name. */
    public List<String> topics(@Nullable String wanted) {
        List<String> all =
                partitionsByTopic.keySet().stream().filter(Topics::isDead).toList();
        if (wanted == null) {
            return all;
        }
        List<String> found = all.stream()
                .filter(topic -> topic.equals(wanted) || topic.startsWith(wanted + "."))
                .toList();
        if (found.isEmpty()) {
            throw new Refusal("--topic '" + wanted + "' has no dead letters: there are " + new TreeSet<>(all)
                    + ", or their" + " beginnings up to a dot");
        }
        return found;
    }

    /** Tells every dead letter and what was done about it, if anything; in order of offset within a partition. */
    public void scan(@Nullable String topic, BiConsumer<DeadLetter, Optional<Settled>> reader)
            throws InterruptedException {
        Map<Place, Settled> settled = settled();
        List<TopicPartition> partitions = new ArrayList<>();
        for (String dead : topics(topic)) {
            partitions.addAll(partitionsOf(dead));
        }
        log.readAll(partitions, record -> {
            DeadLetter letter = new DeadLetter(record);
            reader.accept(letter, Optional.ofNullable(settled.get(letter.place())));
        });
    }

    public DeadLetter at(Place place) throws InterruptedException {
        Integer partitions = partitionsByTopic.get(place.topic());
        if (partitions == null || !Topics.isDead(place.topic())) {
            throw new Refusal("'" + place.topic() + "' is no dead-letter topic here: there are " + topics(null));
        }
        if (place.partition() >= partitions) {
            throw new Refusal("there is no partition " + place.partition() + " of " + place.topic() + ": 0 to "
                    + (partitions - 1));
        }
        List<DeadLetter> found = new ArrayList<>();
        log.readAt(place, record -> found.add(new DeadLetter(record)));
        if (found.isEmpty()) {
            throw new Refusal("there is no record at " + place + "; ./tailback dead list shows those there are");
        }
        return found.getFirst();
    }

    public Optional<Settled> settledAs(Place place) throws InterruptedException {
        return Optional.ofNullable(settled().get(place));
    }

    private Map<Place, Settled> settled() throws InterruptedException {
        Map<Place, Settled> settled = new BoundedMap<>(MOST_SETTLED);
        if (!partitionsByTopic.containsKey(Settled.TOPIC)) {
            return settled;
        }
        Map<String, Settled> words = new HashMap<>();
        for (Settled word : Settled.values()) {
            words.put(word.word(), word);
        }
        log.readAll(partitionsOf(Settled.TOPIC), record -> {
            Settled word = record.value() == null ? null : words.get(new String(record.value(), UTF_8));
            if (record.key() != null && word != null) {
                settled.put(Place.of(new String(record.key(), UTF_8)), word);
            }
        });
        return settled;
    }

    private List<TopicPartition> partitionsOf(String topic) {
        return Broker.partitions(topic, partitionsByTopic.getOrDefault(topic, 0));
    }

    /** For sending originals back, or only for remembering that they were let go. */
    Settlement settlement() throws InterruptedException {
        makeSettledTopic();
        return new Settlement(producer, partitionsByTopic::containsKey);
    }

    /** Settles one, whatever was done about it before. */
    public Settlement.Result settle(Place place, Settled as) throws InterruptedException {
        Settlement settlement = settlement();
        settlement.add(at(place), as);
        return settlement.finish();
    }

    /** Settles all of which nothing was done yet. */
    public Settlement.Result settleAll(@Nullable String topic, Settled as) throws InterruptedException {
        Settlement settlement = settlement();
        // Interruptions are the user's: they end this thread and with it the command.
        scan(topic, (letter, before) -> {
            if (before.isEmpty()) {
                settlement.add(letter, as);
            }
        });
        return settlement.finish();
    }

    private void makeSettledTopic() throws InterruptedException {
        if (partitionsByTopic.containsKey(Settled.TOPIC)) {
            return;
        }
        broker.makeCompacted(Settled.TOPIC);
        partitionsByTopic.put(Settled.TOPIC, 1);
    }

    @Override
    public void close() {
        producer.close();
        log.close();
        broker.close();
    }
}
