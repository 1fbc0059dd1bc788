package dev.tailback.stage.inbox;

import static java.util.stream.Collectors.toSet;

import dev.tailback.events.Event;
import dev.tailback.events.OrderId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that wait for an answer from outside while their stage reads on. What is committed of a partition ends before
 * the first of them, and other records of their orders come after them.
 */
final class Waiting {
    /** One order's wait, until its records are done or given up. */
    record Stay(OrderId order, CompletableFuture<Void> end) {}

    private final Map<OrderId, Stay> latest = new HashMap<>();
    private final Map<TopicPartition, NavigableSet<Long>> offsets = new HashMap<>();
    private int stays;

    /** A stay for each of their orders; none if that were more than so many at once. */
    synchronized Optional<List<Stay>> admit(Collection<Received<Event>> records, int most) {
        Set<OrderId> orders = records.stream().map(Received::order).collect(toSet());
        if (stays + orders.size() > most) {
            return Optional.empty();
        }
        List<Stay> begun = orders.stream()
                .map(order -> new Stay(order, new CompletableFuture<>()))
                .toList();
        stays += begun.size();
        begun.forEach(stay -> latest.put(stay.order(), stay));
        records.forEach(
                received -> offsets.computeIfAbsent(partitionOf(received.record()), partition -> new TreeSet<>())
                        .add(received.record().offset()));
        return Optional.of(begun);
    }

    /** The end of the last stay of that order, if it is not over. */
    synchronized Optional<CompletableFuture<Void>> endOf(OrderId order) {
        return Optional.ofNullable(latest.get(order)).map(Stay::end);
    }

    void over(Stay stay) {
        synchronized (this) {
            stays--;
            latest.remove(stay.order(), stay);
            notifyAll();
        }
        stay.end().complete(null);
    }

    /** They are done, and their spans are told: what is behind them may be committed. */
    synchronized void passed(Collection<Received<Event>> records) {
        for (Received<Event> received : records) {
            TopicPartition partition = partitionOf(received.record());
            NavigableSet<Long> ofPartition = offsets.get(partition);
            if (ofPartition != null && ofPartition.remove(received.record().offset()) && ofPartition.isEmpty()) {
                offsets.remove(partition);
            }
        }
    }

    /** What went to another consumer is that one's concern. */
    synchronized void keepOnly(Set<TopicPartition> assigned) {
        offsets.keySet().retainAll(assigned);
    }

    synchronized boolean isEmpty() {
        return offsets.isEmpty();
    }

    synchronized boolean holds(Received<Event> received) {
        NavigableSet<Long> ofPartition = offsets.get(partitionOf(received.record()));
        return ofPartition != null && ofPartition.contains(received.record().offset());
    }

    synchronized boolean holdsAnyOf(Set<TopicPartition> partitions) {
        return partitions.stream().anyMatch(offsets::containsKey);
    }

    synchronized OptionalLong first(TopicPartition partition) {
        NavigableSet<Long> ofPartition = offsets.get(partition);
        return ofPartition == null ? OptionalLong.empty() : OptionalLong.of(ofPartition.first());
    }

    /** Until no order waits, or that time is over. */
    synchronized void awaitNone(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); stays > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
