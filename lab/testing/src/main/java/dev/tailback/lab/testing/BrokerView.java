package dev.tailback.lab.testing;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The broker as an outsider with a client sees it. */
public final class BrokerView implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> client;
    private final Admin admin;

    public BrokerView(ShopServers servers) {
        client = Map.of("bootstrap.servers", servers.bootstrapServers());
        admin = Admin.create(client);
    }

    /**
     * Who is in a group.
     *
     * @param epoch raised whenever somebody joins, leaves or is thrown out
     */
    public record Membership(Optional<Integer> epoch, Set<String> members) {}

    public Membership membership(String group) {
        Map<String, ConsumerGroupDescription> groups =
                answer(admin.describeConsumerGroups(List.of(group)).all());
        ConsumerGroupDescription described = Objects.requireNonNull(groups.get(group));
        return new Membership(
                described.groupEpoch(),
                described.members().stream().map(MemberDescription::consumerId).collect(toSet()));
    }

    /** Whether the group has committed all that these topics hold. */
    public boolean hasReadAll(String group, Collection<String> topics) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends(topics).entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .allMatch(end -> Optional.ofNullable(committed.get(end.getKey()))
                        .filter(offset -> offset.offset() == end.getValue())
                        .isPresent());
    }

    /** The keys of all records that these topics hold. */
    public Set<String> keysIn(Collection<String> topics) {
        Map<TopicPartition, Long> ends = ends(topics);
        Set<String> keys = new HashSet<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> keys.add(record.key()));
            }
        }
        return keys;
    }

    private Map<TopicPartition, Long> ends(Collection<String> topics) {
        Map<TopicPartition, OffsetSpec> latest = answer(
                        admin.describeTopics(topics).allTopicNames())
                .values()
                .stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions().size())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                answer(admin.listOffsets(latest).all());
        return found.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static <T> T answer(KafkaFuture<T> question) {
        try {
            return question.get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException("the broker gave no answer", refused.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker was asked", interrupted);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
