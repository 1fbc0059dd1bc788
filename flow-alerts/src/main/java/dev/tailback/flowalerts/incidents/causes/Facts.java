package dev.tailback.flowalerts.incidents.causes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was measured around an incident, and before it. What nobody measured is not there, and speaks neither for nor against
 * anything.
 *
 * @param before the same of the time before; {@link #NONE} when nothing is known of it
 */
public record Facts(
        double seconds,
        List<Table> tables,
        List<Pool> pools,
        List<Call> calls,
        List<Group> groups,
        @Nullable Outbox outbox,
        Broker broker,
        DatabaseState database,
        Orders orders,
        Map<String, Integer> deadLetters,
        int standingPartitions,
        Arrivals arrivals,
        @Nullable Facts before) {
    public static final Facts NONE = new Facts(
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            Broker.UP,
            DatabaseState.UP,
            Orders.NONE,
            Map.of(),
            0,
            Arrivals.NONE,
            null);

    public Facts {
        tables = List.copyOf(tables);
        pools = List.copyOf(pools);
        calls = List.copyOf(calls);
        groups = List.copyOf(groups);
        deadLetters = Map.copyOf(deadLetters);
    }

    /**
     * Statements of a service on a table.
     *
     * @param slow that took half a second or longer
     * @param scans of the slow ones those whose plan reads the whole table
     * @param slowWrites of the slow ones those that change or lock rows and read no whole table
     * @param sleeping of the slow ones those that say that they were made to wait
     * @param missing indexes that a plan would have used and that are not there
     */
    public record Table(
            String service,
            String name,
            int statements,
            int slow,
            int scans,
            int slowWrites,
            int sleeping,
            double meanMillis,
            Set<String> missing) {
        public Table {
            missing = Set.copyOf(missing);
        }

        double slowShare() {
            return statements == 0 ? 0 : slow / (double) statements;
        }
    }

    /**
     * The connections of a service.
     *
     * @param max how many it may have; 0 when it is not known
     * @param used in use, at most
     * @param pending who waited, at most
     * @param timeouts who waited in vain
     * @param looks how often it was looked at while nearly all were in use
     * @param working while so, the share of connections that had a statement running
     */
    public record Pool(String service, int max, int used, int pending, int timeouts, int looks, double working) {
        boolean isFull() {
            return max > 0 && used >= FULL * max;
        }
    }

    static final double FULL = 0.95;

    /** Requests from a service to another. */
    public record Call(String service, String name, int count, int slow, int failed, double meanMillis) {}

    /**
     * A consumer group, as it was for most of the time.
     *
     * @param lag how much it had to read
     * @param most of its lag, when it was highest
     * @param members absent when nobody tells
     * @param standing partitions that have records to read and whose offset does not move
     * @param hottest the partition that had most to read when the lag was highest
     * @param hottestShare of the lag in it then
     * @param consumed records a second; absent while it is not known
     */
    public record Group(
            String name,
            long lag,
            long most,
            double lagSeconds,
            @Nullable Integer members,
            int partitions,
            int standing,
            @Nullable Double consumed,
            @Nullable Double produced,
            int hottest,
            double hottestShare) {
        boolean isEmpty() {
            return members != null && members == 0;
        }

        boolean hasMembers() {
            return members != null && members > 0;
        }
    }

    /**
     * What is committed and not in Kafka yet.
     *
     * @param silentSeconds how long nobody told of it, at most
     * @param oldestOrderSeconds how long the oldest order waits; absent when nobody tells
     */
    public record Outbox(
            double rows,
            double mostRows,
            double ageSeconds,
            double silentSeconds,
            @Nullable Double oldestOrderSeconds) {}

    /** @param isAway it did not answer flow-alerts either */
    public record Broker(boolean isAway, int failedSends) {
        public static final Broker UP = new Broker(false, 0);
    }

    /** @param lost statements that failed because the connection, or the server, was away */
    public record DatabaseState(int lost, int waitedForLocks, String says) {
        public static final DatabaseState UP = new DatabaseState(0, 0, "");
    }

    /** @param late of the failed ones those whose shopper had lost patience */
    public record Orders(int ended, int failed, int late) {
        public static final Orders NONE = new Orders(0, 0, 0);

        double failedShare() {
            return ended == 0 ? 0 : failed / (double) ended;
        }
    }

    /**
     * Requests that begin an order.
     *
     * @param again of them those that say that they were sent before
     * @param busiest a second, when most came
     */
    public record Arrivals(int count, int again, double busiest) {
        public static final Arrivals NONE = new Arrivals(0, 0, 0);
    }

    double perSecond(int count) {
        return seconds <= 0 ? 0 : count / seconds;
    }

    /** What was before; never null. */
    Facts earlier() {
        return before == null ? NONE : before;
    }
}
