package dev.tailback.breakage;

import dev.tailback.stage.database.Database;
import dev.tailback.stage.inbox.DeadLetters;
import dev.tailback.stage.inbox.Inbox;
import dev.tailback.stage.outbox.Outbox;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;

/**
 * Defects that the ledger audit must find, put in on purpose: one of them, by {@code TAILBACK_SEEDED_BUG} in the
 * environment of a stage that starts, and by nothing else. Each takes the place of one sound part; the sound parts know
 * nothing of it.
 */
@Configuration(proxyBeanMethods = false)
class SeededBugs {
    private static final String PROPERTY = "tailback.seeded-bug";

    private static final Logger log = LoggerFactory.getLogger(SeededBugs.class);

    SeededBugs(@Value("${" + PROPERTY + ":}") String bug, @Value("${spring.application.name}") String stage) {
        if (!bug.isEmpty() && !KnownBugs.ALL.contains(bug)) {
            throw new IllegalArgumentException("TAILBACK_SEEDED_BUG of " + stage + " is empty or one of "
                    + KnownBugs.ALL + ", but got '" + bug + "'");
        }
        if (!bug.isEmpty()) {
            log.warn("SEEDED BUG: {} runs with {} on purpose and will corrupt orders; for tests only", stage, bug);
        }
    }

    @Bean
    @ConditionalOnProperty(name = PROPERTY, havingValue = KnownBugs.COMMIT_BEFORE_WORK)
    BatchInterceptor<Object, Object> commitBeforeWork() {
        return (records, consumer) -> {
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            records.forEach(record -> ends.put(
                    new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1)));
            consumer.commitSync(ends);
            return records;
        };
    }

    @Bean
    @Primary
    @ConditionalOnProperty(name = PROPERTY, havingValue = KnownBugs.INBOX_OFF)
    Inbox heedlessInbox(Database database) {
        return new HeedlessInbox(database);
    }

    @Bean
    @Primary
    @ConditionalOnProperty(name = PROPERTY, havingValue = KnownBugs.OUTBOX_SKIPPED)
    Outbox leakyOutbox(Database database) {
        return new LeakyOutbox(database);
    }

    @Bean
    @Primary
    @ConditionalOnProperty(name = PROPERTY, havingValue = KnownBugs.DEFAULT_HANDLER)
    DeadLetters throwingLetters(
            KafkaTemplate<byte[], byte[]> kafka, @Value("${spring.application.name}") String stage) {
        return new ThrowingLetters(kafka, stage);
    }

    @Bean
    @Primary
    @ConditionalOnProperty(name = PROPERTY, havingValue = KnownBugs.DEFAULT_HANDLER)
    CommonErrorHandler defaultHandler() {
        return new DefaultErrorHandler();
    }
}
