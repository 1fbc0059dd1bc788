package dev.tailback.lab.topics;

import dev.tailback.lab.terminal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** What a broker tells of its topics and of the groups that read them. */
public final class Broker implements AutoCloseable {
    private final Admin admin;

    public Broker(String bootstrapServers) {
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "tailback",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                15_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000));
    }

    /** How many partitions each topic has; Kafka's own are left out. */
    public SortedMap<String, Integer> partitionsByTopic() throws InterruptedException {
        Map<String, TopicDescription> described = get(
                "its topics",
                admin.describeTopics(get("its topics", admin.listTopics().names()))
                        .allTopicNames());
        SortedMap<String, Integer> partitions = new TreeMap<>();
        described.forEach(
                (name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }

    public static List<TopicPartition> partitions(String topic, int count) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < count; partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }

    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) throws InterruptedException {
        return offsets(partitions, OffsetSpec.earliest());
    }

    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws InterruptedException {
        return offsets(partitions, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec wanted)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, wanted));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> answer : get(
                        "where its partitions begin and end",
                        admin.listOffsets(question).all())
                .entrySet()) {
            offsets.put(answer.getKey(), answer.getValue().offset());
        }
        return offsets;
    }

    /** Bytes on disk, of the largest replica; without those partitions that no broker tells of. */
    Map<TopicPartition, Long> bytes() throws InterruptedException {
        List<Integer> brokers = get("its nodes", admin.describeCluster().nodes()).stream()
                .map(Node::id)
                .toList();
        Map<TopicPartition, Long> bytes = new HashMap<>();
        get("its sizes", admin.describeLogDirs(brokers).allDescriptions())
                .values()
                .forEach(directories -> directories
                        .values()
                        .forEach(directory -> directory
                                .replicaInfos()
                                .forEach((partition, replica) -> bytes.merge(partition, replica.size(), Math::max))));
        return bytes;
    }

    /** A topic of one partition that keeps the last record of each key, unless it is there already. */
    public void makeCompacted(String name) throws InterruptedException {
        NewTopic topic =
                new NewTopic(name, Optional.of(1), Optional.empty()).configs(Map.of("cleanup.policy", "compact"));
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new Refusal("Kafka does not make the topic " + name + ": " + failed.getCause(), failed);
            }
        }
    }

    private static <T> T get(String what, KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new Refusal("Kafka does not tell " + what + ": " + failed.getCause(), failed);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
