package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.signal.Signal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes signals to their topic. While the broker is away they wait, as many as there is room for and as long as two
 * minutes; what it never took is counted as missed. Nobody who sends signals waits for it.
 */
final class SignalWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SignalWriter.class);

    private static final long ROOM = 8 << 20;
    private static final int WAITS_MILLIS = 120_000;
    private static final int REQUEST_MILLIS = 10_000;
    private static final int LINGER_MILLIS = 20;
    // A quiet night is no reason to forget where the topic is.
    private static final long KNOWN_MILLIS = Duration.ofDays(7).toMillis();
    private static final int SIGNALS_OF_A_RECORD = 250;
    private static final int LARGEST_RECORD = 900_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final SharedSettings settings;
    private final Tallies tallies;
    private final AtomicInteger turn = new AtomicInteger();

    SignalWriter(SharedSettings settings, Tallies tallies) {
        this.settings = settings;
        this.tallies = tallies;
        Map<String, Object> all = new HashMap<>(settings.more());
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        all.put(ProducerConfig.CLIENT_ID_CONFIG, settings.prefix() + "-writer");
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, ROOM);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        all.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, KNOWN_MILLIS);
        // Otherwise it would forget where the topic is as soon as no broker answers, and what is sent then would not
        // wait.
        all.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, WAITS_MILLIS);
        this.producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Learns where the topic is, which a send does not wait for.
     *
     * @throws KafkaException while the broker does not say
     */
    void learn() {
        producer.partitionsFor(settings.signals());
    }

    /** Signals that came together stay together, as far as a record holds them. */
    void write(List<Signal> signals, long latestNanos, Set<String> fields) {
        int from = 0;
        do {
            List<Signal> some = signals.subList(from, Math.min(signals.size(), from + SIGNALS_OF_A_RECORD));
            send(some, BatchBytes.of(new Batch(0, latestNanos, 0, 0, some), fields));
            from += SIGNALS_OF_A_RECORD;
        } while (from < signals.size());
    }

    private void send(List<Signal> signals, byte[] bytes) {
        if (bytes.length > LARGEST_RECORD) {
            tallies.missed(signals.size());
            return;
        }
        int partition = Math.floorMod(turn.getAndIncrement(), settings.shares());
        try {
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(settings.signals(), partition, null, bytes), (where, failure) -> {
                        if (failure != null) {
                            missed(signals.size(), failure);
                        }
                    });
        } catch (KafkaException thrown) {
            missed(signals.size(), thrown);
        }
    }

    private void missed(int signals, Exception why) {
        if (signals > 0) {
            tallies.missed(signals);
            log.debug("{} signals were not written", signals, why);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
