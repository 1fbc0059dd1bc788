package dev.tailback.flowalerts.kafka;

import dev.tailback.flowalerts.lag.Place;
import dev.tailback.flowalerts.lag.Spot;
import dev.tailback.flowalerts.lag.Unread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks at the oldest unread record of partitions: many partitions a fetch, of each a few KiB. As long as
 * a reader stands still its record is known, and looked at again in turns only: compaction may have taken it. The broker sends a first batch whole, however large, and only one such a fetch; where batches are
 * larger than our fetch a look may run out of time, and begins elsewhere the next time.
 */
final class Glance {
    static final int BYTES_OF_A_PARTITION = 4 << 10;
    static final int PARTITIONS_AT_ONCE = 500;

    private static final Duration POLL = Duration.ofMillis(100);

    /** After so many looks all that is known has been looked at again. */
    private static final int LOOKS_OF_A_ROUND = 60;

    private final Consumer<byte[], byte[]> consumer;
    /** What was looked at last stands last. */
    private final SequencedMap<Spot, Unread> known = new LinkedHashMap<>();

    private int turn;

    Glance(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * What is unread from those spots on.
     *
     * @param wanted each with where its partition ends
     */
    Map<Spot, Unread> at(Map<Spot, Long> wanted, Duration patience) {
        known.keySet().retainAll(wanted.keySet());
        ArrayList<Spot> spots = new ArrayList<>(oldest());
        wanted.forEach((spot, end) -> {
            if (!isKnown(spot, end)) {
                spots.add(spot);
            }
        });
        spots.sort((one, other) -> one.place().compareTo(other.place()));
        Collections.rotate(spots, -(turn++ % Math.max(1, spots.size())));
        long until = System.nanoTime() + patience.toNanos();
        ArrayDeque<Spot> waiting = new ArrayDeque<>(spots);
        while (!waiting.isEmpty() && System.nanoTime() < until) {
            read(next(waiting), wanted, until);
        }
        consumer.assign(List.of());
        return known;
    }

    /** Found so long ago that it is their turn. */
    private List<Spot> oldest() {
        return known.entrySet().stream()
                .filter(each -> each.getValue() instanceof Unread.Found)
                .map(Map.Entry::getKey)
                .limit(Math.ceilDiv(known.size(), LOOKS_OF_A_ROUND))
                .toList();
    }

    /** Where there was nothing, a record may have been written since. */
    private boolean isKnown(Spot spot, long end) {
        return switch (known.get(spot)) {
            case null -> false;
            case Unread.Found found -> true;
            case Unread.Nothing nothing -> nothing.upTo() >= end;
        };
    }

    /** As many as a fetch takes, of each partition one: a reader has but one place in it. */
    private static Map<TopicPartition, Spot> next(ArrayDeque<Spot> waiting) {
        Map<TopicPartition, Spot> batch = new HashMap<>();
        List<Spot> later = new ArrayList<>();
        while (!waiting.isEmpty() && batch.size() < PARTITIONS_AT_ONCE) {
            Spot spot = waiting.removeFirst();
            if (batch.putIfAbsent(partition(spot.place()), spot) != null) {
                later.add(spot);
            }
        }
        later.reversed().forEach(waiting::addFirst);
        return batch;
    }

    private void read(Map<TopicPartition, Spot> batch, Map<Spot, Long> ends, long until) {
        HashMap<TopicPartition, Spot> open = new HashMap<>(batch);
        consumer.assign(batch.keySet());
        batch.forEach((partition, spot) -> consumer.seek(partition, spot.offset()));
        while (!open.isEmpty() && System.nanoTime() < until) {
            try {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (TopicPartition partition : records.partitions()) {
                    Spot spot = open.get(partition);
                    if (spot != null) {
                        ConsumerRecord<byte[], byte[]> first =
                                records.records(partition).getFirst();
                        known.putLast(spot, new Unread.Found(first.offset(), first.timestamp()));
                        done(partition, open);
                    }
                }
                for (TopicPartition partition : Set.copyOf(open.keySet())) {
                    Spot spot = batch.get(partition);
                    long position = consumer.position(partition);
                    if (spot != null && position >= ends.getOrDefault(spot, Long.MAX_VALUE)) {
                        known.putLast(spot, new Unread.Nothing(position));
                        done(partition, open);
                    }
                }
            } catch (OffsetOutOfRangeException cutMeanwhile) {
                cutMeanwhile.partitions().forEach(partition -> {
                    consumer.seekToBeginning(List.of(partition));
                    done(partition, open);
                });
            }
        }
    }

    private void done(TopicPartition partition, Map<TopicPartition, Spot> open) {
        open.remove(partition);
        consumer.pause(List.of(partition));
    }

    private static TopicPartition partition(Place place) {
        return new TopicPartition(place.topic(), place.partition());
    }
}
