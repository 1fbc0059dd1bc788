package dev.tailback.flowalerts.kafka;

import dev.tailback.flowalerts.lag.Ends;
import dev.tailback.flowalerts.lag.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Where partitions begin and end, all of them asked for at once. */
final class TopicEnds {
    private final Admin admin;

    TopicEnds(Admin admin) {
        this.admin = admin;
    }

    /** Without those that are gone: whoever asks Kafka for where such a one ends waits until the call's time is over. */
    Map<Place, Ends> of(Collection<Place> wanted) throws InterruptedException {
        Collection<TopicPartition> there = there(wanted);
        if (there.isEmpty()) {
            return Map.of();
        }
        // The latest first: a partition that is cut in between is seen as shorter, never as below zero.
        ListOffsetsResult latest = ask(there, OffsetSpec.latest());
        ListOffsetsResult earliest = ask(there, OffsetSpec.earliest());
        Map<Place, Ends> ends = new HashMap<>();
        for (TopicPartition partition : there) {
            Optional<ListOffsetsResult.ListOffsetsResultInfo> end =
                    Answers.ifThere("where its partitions end", latest.partitionResult(partition));
            Optional<ListOffsetsResult.ListOffsetsResultInfo> beginning =
                    Answers.ifThere("where its partitions begin", earliest.partitionResult(partition));
            if (end.isPresent() && beginning.isPresent()) {
                ends.put(
                        Groups.place(partition),
                        new Ends(beginning.get().offset(), end.get().offset()));
            }
        }
        return ends;
    }

    private Collection<TopicPartition> there(Collection<Place> wanted) throws InterruptedException {
        Set<String> topics = wanted.stream().map(Place::topic).collect(Collectors.toSet());
        Map<String, Integer> sizes = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                admin.describeTopics(topics).topicNameValues().entrySet()) {
            Answers.ifThere("its topics", topic.getValue())
                    .ifPresent(found ->
                            sizes.put(topic.getKey(), found.partitions().size()));
        }
        return wanted.stream()
                .filter(place -> place.partition() < sizes.getOrDefault(place.topic(), 0))
                .map(place -> new TopicPartition(place.topic(), place.partition()))
                .toList();
    }

    private ListOffsetsResult ask(Collection<TopicPartition> partitions, OffsetSpec wanted) {
        return admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> wanted)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    }
}
