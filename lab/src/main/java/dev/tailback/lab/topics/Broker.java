package dev.tailback.lab.topics;

import dev.tailback.lab.terminal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
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
        var described = get(
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

    /**
     * Who reads those partitions, and how far each has come: whoever has committed there or is assigned to them now.
     * Ends are asked for after the commits, so that a lag is too high at worst, and never negative.
     */
    public List<Reader> readers(Collection<TopicPartition> partitions) throws InterruptedException {
        Set<TopicPartition> wanted = new HashSet<>(partitions);
        Map<String, Set<TopicPartition>> assigned = assignments();
        Map<String, Map<TopicPartition, Long>> committed = commits(assigned.keySet());
        Map<TopicPartition, Long> beginnings = beginnings(wanted);
        Map<TopicPartition, Long> ends = ends(wanted);
        List<Reader> readers = new ArrayList<>();
        assigned.keySet().stream().sorted().forEach(group -> {
            Map<TopicPartition, Long> commits = committed.getOrDefault(group, Map.of());
            Set<TopicPartition> read = new HashSet<>(assigned.getOrDefault(group, Set.of()));
            read.addAll(commits.keySet());
            read.retainAll(wanted);
            if (!read.isEmpty()) {
                readers.add(Reader.of(group, read, commits, beginnings, ends));
            }
        });
        return readers;
    }

    /** The groups that there are, with the partitions that their members have now. */
    private Map<String, Set<TopicPartition>> assignments() throws InterruptedException {
        List<String> groups = get("its groups", admin.listGroups().all()).stream()
                .filter(Broker::commitsOffsets)
                .map(GroupListing::groupId)
                .toList();
        Map<String, Set<TopicPartition>> assigned = new TreeMap<>();
        for (ConsumerGroupDescription group :
                get("its groups", admin.describeConsumerGroups(groups).all()).values()) {
            assigned.put(
                    group.groupId(),
                    group.members().stream()
                            .flatMap(member -> member.assignment().topicPartitions().stream())
                            .collect(Collectors.toSet()));
        }
        return assigned;
    }

    private static boolean commitsOffsets(GroupListing group) {
        return group.type()
                .filter(type -> type == GroupType.CONSUMER || type == GroupType.CLASSIC)
                .isPresent();
    }

    private Map<String, Map<TopicPartition, Long>> commits(Set<String> groups) throws InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> question = new HashMap<>();
        groups.forEach(group -> question.put(group, new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        if (question.isEmpty()) {
            return committed;
        }
        for (var answer : get(
                        "what its groups have read",
                        admin.listConsumerGroupOffsets(question).all())
                .entrySet()) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (Map.Entry<TopicPartition, OffsetAndMetadata> commit :
                    answer.getValue().entrySet()) {
                // Kafka answers null for a partition that was asked for and never committed.
                if (commit.getValue() != null) {
                    offsets.put(commit.getKey(), commit.getValue().offset());
                }
            }
            committed.put(answer.getKey(), offsets);
        }
        return committed;
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
