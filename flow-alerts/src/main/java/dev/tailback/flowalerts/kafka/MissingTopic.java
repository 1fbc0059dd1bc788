package dev.tailback.flowalerts.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topic that is to be read and that perhaps nobody has made yet: a reader of none fills its log with that. */
final class MissingTopic {
    private static final Logger log = LoggerFactory.getLogger(MissingTopic.class);

    private static final long ANSWERS_WITHIN_MILLIS = 2_000;

    private MissingTopic() {}

    /** Makes it with as many partitions and copies as the broker finds usual, unless it is there or we may not. */
    static void make(Client client, String name, Duration kept) {
        NewTopic topic = new NewTopic(name, Optional.empty(), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(kept.toMillis())));
        Admin admin = Admin.create(client.admin());
        try {
            admin.createTopics(List.of(topic)).all().get(ANSWERS_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
            log.info("{} is made: nobody had written to it", name);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof TopicExistsException there) {
                log.debug("{} is there", name, there);
            } else if (failure.getCause() instanceof AuthorizationException no) {
                log.warn("{} is read once it is there: we may not make it", name, no);
            } else {
                throw new KafkaException("Kafka does not make " + name + ": " + failure.getCause(), failure);
            }
        } catch (TimeoutException late) {
            throw new KafkaException("Kafka does not make " + name + " within " + ANSWERS_WITHIN_MILLIS + " ms", late);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
