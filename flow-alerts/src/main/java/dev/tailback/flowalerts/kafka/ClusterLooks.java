package dev.tailback.flowalerts.kafka;

import dev.tailback.flowalerts.lag.Cost;
import dev.tailback.flowalerts.lag.Ends;
import dev.tailback.flowalerts.lag.GroupLook;
import dev.tailback.flowalerts.lag.Look;
import dev.tailback.flowalerts.lag.Place;
import dev.tailback.flowalerts.lag.Spot;
import dev.tailback.flowalerts.lag.Unread;
import dev.tailback.flowalerts.lag.Watched;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Looks at a cluster, as cheaply as it goes. Of one thread. */
final class ClusterLooks implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Clock clock;
    private final Pattern fromEarliest;
    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final Groups groups;
    private final TopicEnds ends;
    private final Glance glance;
    private @Nullable String cluster;

    ClusterLooks(Client client, Watched watched, Pattern fromEarliest, Clock clock) {
        this.clock = clock;
        this.fromEarliest = fromEarliest;
        admin = Admin.create(client.admin());
        consumer = new KafkaConsumer<>(
                client.glance(Glance.BYTES_OF_A_PARTITION, Glance.PARTITIONS_AT_ONCE),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        groups = new Groups(admin, watched);
        ends = new TopicEnds(admin);
        glance = new Glance(consumer);
    }

    /** @param patience for the time stamps; the rest takes as long as Kafka does */
    Look look(Duration patience) throws InterruptedException {
        Traffic before = traffic();
        long started = System.nanoTime();
        String name = cluster();
        // Commits before ends: what is committed in between makes the lag too large by that, never negative.
        List<GroupLook> looks = groups.look();
        Map<Place, Ends> found = ends.of(places(looks));
        // The age is that of this moment; reading time stamps takes its own time.
        long now = clock.millis();
        Map<Spot, Long> wanted = lagging(looks, found);
        Map<Spot, Unread> unread = Map.copyOf(glance.at(wanted, patience));
        Traffic traffic = traffic();
        return new Look(
                now,
                name,
                found,
                looks,
                unread,
                new Cost(
                        traffic.requests() - before.requests(),
                        traffic.bytes() - before.bytes(),
                        unread.size(),
                        wanted.size() - unread.size(),
                        Duration.ofNanos(System.nanoTime() - started).toMillis()));
    }

    private String cluster() throws InterruptedException {
        if (cluster == null) {
            cluster = Answers.of("who it is", admin.describeCluster().clusterId());
        }
        return cluster;
    }

    private static HashSet<Place> places(List<GroupLook> looks) {
        HashSet<Place> places = new HashSet<>();
        looks.forEach(group -> {
            places.addAll(group.committed().keySet());
            places.addAll(group.owners().keySet());
        });
        return places;
    }

    private Map<Spot, Long> lagging(List<GroupLook> looks, Map<Place, Ends> ends) {
        Map<Spot, Long> spots = new HashMap<>();
        for (GroupLook group : looks) {
            HashMap<Place, Long> positions = new HashMap<>(group.committed());
            if (fromEarliest.matcher(group.group()).matches()) {
                group.owners().keySet().forEach(place -> positions.putIfAbsent(place, 0L));
            }
            positions.forEach((place, position) -> {
                Ends there = ends.get(place);
                if (there != null && there.from(position) < there.latest()) {
                    spots.put(new Spot(place, there.from(position)), there.latest());
                }
            });
        }
        return spots;
    }

    private Traffic traffic() {
        return Traffic.of(admin.metrics()).plus(Traffic.of(consumer.metrics()));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        admin.close(CLOSE_WITHIN);
    }
}
