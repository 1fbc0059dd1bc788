package dev.tailback.flowalerts.kafka.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/** Signals → the shares of their keys → engines → verdicts. */
final class RuleStream {
    // In the names of topics: what a topic of another name holds would be forgotten.
    static final String SHARES = "shares";

    // A rebalance takes two rounds; who is gone is known after this.
    private static final int SESSION_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 2_000;
    // What one that was killed had begun holds up those who read what is committed for so long.
    private static final int TRANSACTION_MILLIS = 10_000;
    // Each commit is a transaction; an alert waits for the next.
    private static final int COMMIT_MILLIS = 200;

    private RuleStream() {}

    static Topology of(
            SharedSettings settings, Supplier<RulesNow> rules, Map<Integer, ShareEngine> here, Tallies tallies) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        // What an engine knows it has in memory anyway, once more here as bytes.
                        Stores.inMemoryKeyValueStore(EvaluateShare.STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of()));
        builder.stream(settings.signals(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .process(() -> new RouteSignals(rules, settings.shares(), tallies))
                .repartition(Repartitioned.<Integer, byte[]>as(SHARES)
                        .withKeySerde(Serdes.Integer())
                        .withValueSerde(Serdes.ByteArray())
                        .withNumberOfPartitions(settings.shares())
                        .withStreamPartitioner((topic, share, batch, partitions) -> Optional.of(Set.of(share))))
                .process(
                        () -> new EvaluateShare(rules, settings.shares(), settings.engine(), here, tallies),
                        EvaluateShare.STORE)
                .to(settings.verdicts(), Produced.with(Serdes.String(), Serdes.ByteArray()));
        return builder.build();
    }

    static Properties properties(SharedSettings settings) {
        Map<String, Object> all = new HashMap<>(settings.more());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.prefix());
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        all.put(
                StreamsConfig.STATE_DIR_CONFIG,
                settings.state().resolve("streams").toString());
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        all.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_MILLIS);
        Properties properties = new Properties();
        properties.putAll(all);
        return properties;
    }
}
