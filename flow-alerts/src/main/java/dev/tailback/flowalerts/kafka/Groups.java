package dev.tailback.flowalerts.kafka;

import dev.tailback.flowalerts.lag.GroupKind;
import dev.tailback.flowalerts.lag.GroupLook;
import dev.tailback.flowalerts.lag.Member;
import dev.tailback.flowalerts.lag.Place;
import dev.tailback.flowalerts.lag.Watched;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberAssignment;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Every group of whatever kind, and what it has committed. All groups of a kind are asked for at once. */
final class Groups {
    private static final String MEMBERS = "the members of its groups";
    private static final String COMMITS = "what its groups have committed";

    /** Those that commit offsets of their own; Connect's workers, for one, share work and commit none. */
    private static final List<String> CLASSIC_WITH_OFFSETS = List.of("consumer", "");

    private record Membership(String state, int members, Map<Place, Member> owners) {}

    private final Admin admin;
    private final Watched watched;

    Groups(Admin admin, Watched watched) {
        this.admin = admin;
        this.watched = watched;
    }

    List<GroupLook> look() throws InterruptedException {
        EnumMap<GroupKind, List<String>> names = new EnumMap<>(GroupKind.class);
        for (GroupListing listing : Answers.of("its groups", admin.listGroups().all())) {
            if (watched.isGroup(listing.groupId())) {
                kind(listing)
                        .ifPresent(kind -> names.computeIfAbsent(kind, none -> new ArrayList<>())
                                .add(listing.groupId()));
            }
        }
        List<GroupLook> looks = new ArrayList<>();
        for (Map.Entry<GroupKind, List<String>> kind : names.entrySet()) {
            looks.addAll(look(kind.getKey(), kind.getValue()));
        }
        looks.sort(Comparator.comparing(GroupLook::group));
        return looks;
    }

    private static Optional<GroupKind> kind(GroupListing listing) {
        return switch (listing.type().orElse(GroupType.UNKNOWN)) {
            case CONSUMER -> Optional.of(GroupKind.CONSUMER);
            case CLASSIC ->
                CLASSIC_WITH_OFFSETS.contains(listing.protocol()) ? Optional.of(GroupKind.CLASSIC) : Optional.empty();
            case STREAMS -> Optional.of(GroupKind.STREAMS);
            case SHARE -> Optional.of(GroupKind.SHARE);
            case UNKNOWN -> Optional.empty();
        };
    }

    private List<GroupLook> look(GroupKind kind, List<String> names) throws InterruptedException {
        Map<String, Map<Place, Long>> offsets = offsets(kind, names);
        Map<String, Membership> memberships = memberships(kind, names);
        List<GroupLook> looks = new ArrayList<>();
        for (String name : names) {
            Membership membership = memberships.get(name);
            if (membership != null) {
                looks.add(new GroupLook(
                        name,
                        kind,
                        membership.state(),
                        membership.members(),
                        offsets.getOrDefault(name, Map.of()),
                        membership.owners()));
            }
        }
        return looks;
    }

    private Map<String, Map<Place, Long>> offsets(GroupKind kind, List<String> names) throws InterruptedException {
        return switch (kind) {
            case CLASSIC, CONSUMER, STREAMS -> committed(names);
            case SHARE -> starts(names);
        };
    }

    private Map<String, Map<Place, Long>> committed(List<String> names) throws InterruptedException {
        ListConsumerGroupOffsetsResult answer = admin.listConsumerGroupOffsets(
                names.stream().collect(Collectors.toMap(name -> name, name -> new ListConsumerGroupOffsetsSpec())));
        Map<String, Map<Place, Long>> committed = new HashMap<>();
        for (String name : names) {
            Map<Place, Long> offsets = new HashMap<>();
            Answers.ifThere(COMMITS, answer.partitionsToOffsetAndMetadata(name))
                    .ifPresent(found -> found.forEach((partition, commit) -> {
                        // Kafka answers null for what was asked for and never committed.
                        if (commit != null && watched.isTopic(partition.topic())) {
                            offsets.put(place(partition), commit.offset());
                        }
                    }));
            committed.put(name, offsets);
        }
        return committed;
    }

    private Map<String, Map<Place, Long>> starts(List<String> names) throws InterruptedException {
        ListShareGroupOffsetsResult answer = admin.listShareGroupOffsets(
                names.stream().collect(Collectors.toMap(name -> name, name -> new ListShareGroupOffsetsSpec())));
        Map<String, Map<Place, Long>> starts = new HashMap<>();
        for (String name : names) {
            Map<Place, Long> offsets = new HashMap<>();
            Answers.ifThere(COMMITS, answer.partitionsToOffsetInfo(name))
                    .ifPresent(found -> found.forEach((partition, start) -> {
                        if (start != null && watched.isTopic(partition.topic())) {
                            offsets.put(place(partition), start.startOffset());
                        }
                    }));
            starts.put(name, offsets);
        }
        return starts;
    }

    private Map<String, Membership> memberships(GroupKind kind, List<String> names) throws InterruptedException {
        return switch (kind) {
            case CLASSIC, CONSUMER ->
                described(admin.describeConsumerGroups(names).describedGroups(), this::ofConsumers);
            case STREAMS -> described(admin.describeStreamsGroups(names).describedGroups(), this::ofStreams);
            case SHARE -> described(admin.describeShareGroups(names).describedGroups(), this::ofShare);
        };
    }

    private interface Reading<T> {
        Membership of(T description);
    }

    private static <T> Map<String, Membership> described(Map<String, KafkaFuture<T>> answers, Reading<T> reading)
            throws InterruptedException {
        Map<String, Membership> memberships = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<T>> answer : answers.entrySet()) {
            Answers.ifThere(MEMBERS, answer.getValue())
                    .ifPresent(description -> memberships.put(answer.getKey(), reading.of(description)));
        }
        return memberships;
    }

    private Membership ofConsumers(ConsumerGroupDescription group) {
        Map<Place, Member> owners = new HashMap<>();
        group.members()
                .forEach(member -> own(
                        owners,
                        member.assignment().topicPartitions(),
                        new Member(member.consumerId(), member.clientId(), member.host())));
        return new Membership(group.groupState().toString(), group.members().size(), owners);
    }

    private Membership ofShare(ShareGroupDescription group) {
        Map<Place, Member> owners = new HashMap<>();
        group.members()
                .forEach(member -> own(
                        owners,
                        member.assignment().topicPartitions(),
                        new Member(member.consumerId(), member.clientId(), member.host())));
        return new Membership(group.groupState().toString(), group.members().size(), owners);
    }

    private Membership ofStreams(StreamsGroupDescription group) {
        Map<String, List<String>> sources = group.subtopologies().stream()
                .collect(Collectors.toMap(
                        StreamsGroupSubtopologyDescription::subtopologyId,
                        StreamsGroupSubtopologyDescription::sourceTopics));
        Map<Place, Member> owners = new HashMap<>();
        group.members()
                .forEach(member -> own(
                        owners,
                        partitions(member.assignment(), sources),
                        new Member(member.memberId(), member.clientId(), member.clientHost())));
        return new Membership(group.groupState().toString(), group.members().size(), owners);
    }

    private static List<TopicPartition> partitions(
            StreamsGroupMemberAssignment assignment, Map<String, List<String>> sources) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (StreamsGroupMemberAssignment.TaskIds task : assignment.activeTasks()) {
            for (String topic : sources.getOrDefault(task.subtopologyId(), List.of())) {
                task.partitions().forEach(partition -> partitions.add(new TopicPartition(topic, partition)));
            }
        }
        return partitions;
    }

    private void own(Map<Place, Member> owners, Collection<TopicPartition> partitions, Member member) {
        Predicate<TopicPartition> isWatched = partition -> watched.isTopic(partition.topic());
        partitions.stream().filter(isWatched).forEach(partition -> owners.put(place(partition), member));
    }

    static Place place(TopicPartition partition) {
        return new Place(partition.topic(), partition.partition());
    }
}
