package dev.tailback.flowalerts.kafka.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics that the work of rules needs, made where they are missing. */
final class RuleTopics {
    private static final int REQUEST_MILLIS = 10_000;

    private RuleTopics() {}

    static void make(SharedSettings settings) throws InterruptedException {
        List<NewTopic> wanted = new ArrayList<>();
        wanted.add(topic(settings.signals(), settings.shares(), Duration.ofHours(1)));
        wanted.add(topic(settings.verdicts(), 1, Duration.ofDays(14)));
        wanted.add(topic(settings.lead(), 1, Duration.ofHours(1)));
        Map<String, Object> client = new HashMap<>(settings.more());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        client.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        try (Admin admin = Admin.create(client)) {
            Map<String, KafkaFuture<Void>> made = admin.createTopics(wanted).values();
            for (KafkaFuture<Void> topic : made.values()) {
                await(topic::get);
            }
            requireShares(admin, settings);
        }
    }

    private static NewTopic topic(String name, int partitions, Duration kept) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(kept.toMillis())));
    }

    private interface Answer {
        void get() throws ExecutionException, InterruptedException;
    }

    private static void await(Answer answer) throws InterruptedException {
        try {
            answer.get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(String.valueOf(failure.getCause()), failure);
            }
        }
    }

    /** Keys are divided by the number of shares, for good. */
    private static void requireShares(Admin admin, SharedSettings settings) throws InterruptedException {
        try {
            int partitions = admin.describeTopics(List.of(settings.signals())).allTopicNames().get().values().stream()
                    .mapToInt(topic -> topic.partitions().size())
                    .sum();
            if (partitions != settings.shares()) {
                throw new IllegalStateException("the topic %s has %d partitions; allowed: %d, as the setting says"
                        .formatted(settings.signals(), partitions, settings.shares()));
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(String.valueOf(failure.getCause()), failure);
        }
    }
}
