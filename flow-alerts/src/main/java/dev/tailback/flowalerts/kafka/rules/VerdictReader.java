package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.watch.Verdicts;
import dev.tailback.flowalerts.workers.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what any instance has decided, so that each can say it. Where it has come to is in a file: what was told before a
 * restart is not told again as news.
 */
final class VerdictReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VerdictReader.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final int REQUEST_MILLIS = 10_000;

    private final SharedSettings settings;
    private final Consumer<Verdicts.Change> told;
    private final Tallies tallies;
    private final TopicPartition partition;
    private final Path position;
    private final Worker worker;

    VerdictReader(SharedSettings settings, Consumer<Verdicts.Change> told, Tallies tallies) {
        this.settings = settings;
        this.told = told;
        this.tallies = tallies;
        this.partition = new TopicPartition(settings.verdicts(), 0);
        this.position = settings.state().resolve("verdicts.position");
        this.worker = Worker.start("verdicts", this::read);
    }

    Worker worker() {
        return worker;
    }

    private void read() throws InterruptedException {
        Map<String, Object> all = new HashMap<>(settings.more());
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.prefix() + "-verdicts");
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            begin(consumer);
            Interruptible.again(() -> poll(consumer));
        }
    }

    private void begin(KafkaConsumer<byte[], byte[]> consumer) {
        OptionalLong known = known();
        if (known.isPresent()) {
            consumer.seek(partition, known.getAsLong());
        } else {
            consumer.seekToBeginning(List.of(partition));
        }
    }

    private void poll(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(this::take);
            if (!records.isEmpty()) {
                keep(consumer.position(partition));
            }
        } catch (OffsetOutOfRangeException failure) {
            log.warn("verdicts are read from the first that is left: {}", failure.getMessage());
            consumer.seekToBeginning(List.of(partition));
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            told.accept(VerdictJson.read(record.value()));
        } catch (IllegalArgumentException wrong) {
            tallies.unreadable();
            log.warn(
                    "the record {} of {} is passed over: {}", record.offset(), settings.verdicts(), wrong.getMessage());
        }
    }

    private OptionalLong known() {
        try {
            return Files.exists(position)
                    ? OptionalLong.of(Long.parseLong(Files.readString(position).strip()))
                    : OptionalLong.empty();
        } catch (IOException | NumberFormatException failure) {
            log.warn("{} cannot be read, and all verdicts that are left are read: {}", position, failure.toString());
            return OptionalLong.empty();
        }
    }

    private void keep(long offset) {
        try {
            Files.createDirectories(settings.state());
            Path beside = position.resolveSibling(position.getFileName() + ".new");
            Files.writeString(beside, offset + "\n");
            Files.move(beside, position, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            log.error("{} cannot be written, and after a restart verdicts would be read again", position, failure);
        }
    }

    @Override
    public void close() {
        worker.interrupt();
        try {
            worker.join(CLOSE_WITHIN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
