package dev.tailback.flowalerts.incidents.causes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be wrong between services: brokers, consumers, partitions, records. */
final class KafkaCauses {
    private static final long SOME_LAG = 20;
    private static final double SOME_SECONDS = 5;
    private static final double ONE_PARTITION = 0.7;
    private static final int A_FEW = 3;
    private static final double SILENT_SECONDS = 15;

    private KafkaCauses() {}

    static List<Weighing> of(Facts facts) {
        List<Weighing> causes = new ArrayList<>();
        causes.add(lostBroker(facts));
        causes.add(stalledOutbox(facts));
        causes.add(poison(facts));
        for (Facts.Group group : facts.groups()) {
            causes.add(deadConsumer(facts, group));
            causes.add(pausedConsumer(facts, group));
            causes.add(hotPartition(group));
        }
        return causes;
    }

    private static Weighing lostBroker(Facts facts) {
        Facts.Broker broker = facts.broker();
        return new Weighing("lost-broker", "Kafka is away")
                .fact(5, broker.isAway(), "Kafka does not answer")
                .fact(2, broker.failedSends() >= A_FEW, "%d records could not be sent", broker.failedSends())
                .fact(-4, !broker.isAway() && !facts.groups().isEmpty(), "Kafka answers");
    }

    private static Weighing stalledOutbox(Facts facts) {
        Weighing weighing = new Weighing("stalled-outbox", "What is committed does not reach Kafka");
        Facts.Outbox outbox = facts.outbox();
        if (outbox == null) {
            return weighing;
        }
        long lag = facts.groups().stream().mapToLong(Facts.Group::lag).sum();
        Double waiting = outbox.oldestOrderSeconds();
        boolean isSilent = outbox.silentSeconds() > SILENT_SECONDS;
        return weighing.fact(
                        4,
                        outbox.rows() > SOME_LAG && outbox.ageSeconds() > SOME_SECONDS,
                        "%.0f rows wait in the outbox, the oldest for %.0f s",
                        outbox.rows(),
                        outbox.ageSeconds())
                .fact(5, isSilent, "whoever carries rows to Kafka has told nothing for %.0f s", outbox.silentSeconds())
                .fact(
                        2,
                        waiting != null
                                && waiting > SOME_SECONDS
                                && lag < SOME_LAG
                                && !facts.groups().isEmpty(),
                        "the oldest order waits for %.0f s while Kafka has %d unread records",
                        waiting == null ? 0.0 : waiting,
                        lag)
                .fact(
                        1,
                        isSilent && lag < SOME_LAG && !facts.groups().isEmpty(),
                        "Kafka has %d unread records meanwhile",
                        lag)
                .fact(-3, facts.broker().isAway(), "Kafka itself does not answer")
                .fact(
                        -4,
                        !isSilent && outbox.mostRows() <= SOME_LAG,
                        "%.0f rows wait in the outbox at most",
                        outbox.mostRows());
    }

    private static Weighing poison(Facts facts) {
        int dead = facts.deadLetters().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        Facts earlier = facts.earlier();
        int before = earlier.deadLetters().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        String topics =
                String.join(", ", facts.deadLetters().keySet().stream().sorted().toList());
        boolean isMore = facts.perSecond(dead) > 2 * earlier.perSecond(before);
        return new Weighing("poison", "Records that nobody can process")
                .fact(4, dead >= A_FEW, "%d records were set aside in %s", dead, topics)
                .fact(
                        3,
                        facts.standingPartitions() > 0,
                        "%d partitions stand still at a record",
                        facts.standingPartitions())
                .fact(1, dead >= A_FEW && before == 0 && earlier.seconds() > 0, "there were none before")
                .fact(-3, dead > 0 && before > 0 && !isMore, "there were as many before");
    }

    private static Weighing deadConsumer(Facts facts, Facts.Group group) {
        return new Weighing("dead-consumer", "The consumer %s is dead".formatted(group.name()))
                .fact(
                        5,
                        group.isEmpty() && group.lag() > 0,
                        "the group %s has no member and %d records to read",
                        group.name(),
                        group.lag())
                .fact(
                        1,
                        group.isEmpty() && earlierMembers(facts, group) > 0,
                        "it had %s before",
                        members(earlierMembers(facts, group)))
                .fact(-5, group.hasMembers() && isMoving(group), "it reads %.1f records a second", consumed(group))
                .fact(-3, group.hasMembers() && !isMoving(group), "it has %s", members(group.members()));
    }

    private static int earlierMembers(Facts facts, Facts.Group group) {
        return facts.earlier().groups().stream()
                .filter(before -> before.name().equals(group.name()))
                .map(Facts.Group::members)
                .filter(members -> members != null)
                .mapToInt(members -> members)
                .max()
                .orElse(0);
    }

    private static Weighing pausedConsumer(Facts facts, Facts.Group group) {
        Double produced = group.produced();
        return new Weighing("paused-consumer", "The consumer %s stands still".formatted(group.name()))
                .fact(
                        4,
                        group.hasMembers() && group.standing() > 0 && !isMoving(group),
                        "the group %s has %d records to read, its offsets stand on %d of %d partitions, and it has %s",
                        group.name(),
                        group.lag(),
                        group.standing(),
                        group.partitions(),
                        members(group.members()))
                .fact(
                        2,
                        group.hasMembers()
                                && group.lag() > SOME_LAG
                                && !isMoving(group)
                                && produced != null
                                && produced > 0,
                        "%.1f records a second come, and none is read",
                        produced == null ? 0.0 : produced)
                .fact(-4, isMoving(group), "it reads %.1f records a second", consumed(group))
                .fact(-4, group.isEmpty(), "it has no member")
                .fact(-2, facts.broker().isAway(), "Kafka does not answer");
    }

    private static String members(@Nullable Integer members) {
        return members == null ? "members" : members == 1 ? "a member" : members + " members";
    }

    private static boolean isMoving(Facts.Group group) {
        return consumed(group) > 0.05;
    }

    private static double consumed(Facts.Group group) {
        Double consumed = group.consumed();
        return consumed == null ? 0 : consumed;
    }

    private static Weighing hotPartition(Facts.Group group) {
        return new Weighing(
                        "hot-partition",
                        "Partition %d of %s has nearly all of it".formatted(group.hottest(), group.name()))
                .fact(
                        4,
                        group.partitions() >= A_FEW && group.most() > SOME_LAG && group.hottestShare() >= ONE_PARTITION,
                        "%.0f %% of the lag of %s is in partition %d of %d",
                        100 * group.hottestShare(),
                        group.name(),
                        group.hottest(),
                        group.partitions())
                .fact(
                        -3,
                        group.most() > SOME_LAG && group.hottestShare() < 0.5,
                        "%d partitions share the lag",
                        group.partitions());
    }
}
