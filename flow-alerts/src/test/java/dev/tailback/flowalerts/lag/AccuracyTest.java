package dev.tailback.flowalerts.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reported seconds against the true age of the oldest unread record, over ten minutes in which producer and consumer change
 * their pace and the producer falls silent, and what others would say of the same minutes. {@code docs/lag.md} has the table.
 */
class AccuracyTest {
    private static final int MINUTES = 10;
    private static final int OTHERS_LOOK_EVERY = 30;
    private static final int OTHERS_REMEMBER = 60;

    /** Records a second, minute by minute. */
    private static final int[] PRODUCED = {100, 300, 300, 50, 0, 0, 200, 400, 100, 100};

    private static final int[] CONSUMED = {100, 150, 150, 150, 20, 20, 100, 250, 400, 400};

    private static final int WRITTEN_BEFORE = 50;

    /** When each record was written, in milliseconds from the beginning. */
    private final List<Long> written = new ArrayList<>();

    private final Map<String, List<Double>> errors = new LinkedHashMap<>();
    private final Map<String, List<Boolean>> shares = new LinkedHashMap<>();
    private final Looks looks = new Looks();
    private final LookUp lookUp = new LookUp();

    @BeforeEach
    void record() {
        for (var i = 0; i < WRITTEN_BEFORE; i++) {
            written.add(0L);
        }
        var committed = 0.0;
        for (var second = 0; second < MINUTES * 60; second++) {
            produce(second);
            committed = Math.min(written.size(), committed + CONSUMED[second / 60]);
            look(second + 1, (long) committed);
        }
    }

    private void produce(int second) {
        var count = PRODUCED[second / 60];
        for (var i = 0; i < count; i++) {
            written.add(second * 1000L + i * 1000L / count);
        }
    }

    private void look(int second, long committed) {
        var end = (long) written.size();
        var began = looks.nowMillis() + 1000 - second * 1000L;
        var unread = committed < end
                ? new Unread.Found(committed, began + written.get((int) committed))
                : new Unread.Nothing(end);
        if (second % OTHERS_LOOK_EVERY == 0) {
            lookUp.add(end, second);
        }
        var trueAge = committed < end ? second - written.get((int) committed) / 1000.0 : 0;
        var lag = looks.look(committed, new Ends(0, end), unread, true).lag();
        var ours = lag == null ? -1 : lag.seconds();
        note("time stamps", trueAge, ours);
        note("table of ends, every 30 s", trueAge, lookUp.seconds(committed, end, second));
        note("lag by rate", trueAge, lag == null || lag.rates().consumed() == null ? 0 : byRate(lag));
    }

    private static double byRate(PartitionLag.Lag lag) {
        var consumed = lag.rates().consumed();
        return lag.records() == 0 || consumed == null || consumed == 0 ? 0 : lag.records() / consumed;
    }

    private void note(String method, double trueAge, double said) {
        errors.computeIfAbsent(method, none -> new ArrayList<>()).add(Math.abs(said - trueAge));
        shares.computeIfAbsent(method, none -> new ArrayList<>())
                .add(Math.abs(said - trueAge) <= Math.max(1, trueAge / 10));
    }

    /** What kafka-lag-exporter does: the last 60 ends with their times, and a line through them. */
    private static final class LookUp {
        private final TreeMap<Long, Integer> table = new TreeMap<>();

        void add(long end, int second) {
            table.merge(end, second, Math::max);
            if (table.size() > OTHERS_REMEMBER) {
                table.pollFirstEntry();
            }
        }

        double seconds(long committed, long end, int now) {
            if (committed >= end || table.isEmpty()) {
                return 0;
            }
            var below = table.floorEntry(committed);
            var above = table.higherEntry(committed);
            if (below == null || above == null) {
                // By the line through its first and last point.
                var first = table.firstEntry();
                var last = table.lastEntry();
                if (first.getKey().equals(last.getKey())) {
                    return 0;
                }
                return Math.max(0, now - line(first, last, committed));
            }
            return Math.max(0, now - line(below, above, committed));
        }

        private static double line(Map.Entry<Long, Integer> one, Map.Entry<Long, Integer> other, long at) {
            var share = (at - one.getKey()) / (double) (other.getKey() - one.getKey());
            return one.getValue() + share * (other.getValue() - one.getValue());
        }
    }

    @Test
    void secondsAreTrueToATenthOrASecondAtEveryMoment() {
        assertThat(shares.get("time stamps")).doesNotContain(false);
    }

    @Test
    void theOthersAreNotWhichIsWhyTimeStampsAreRead() {
        assertThat(right("table of ends, every 30 s")).isBetween(0.90, 0.96);
        assertThat(worst("table of ends, every 30 s")).isGreaterThan(100);
        assertThat(right("lag by rate")).isLessThan(0.3);
    }

    private double right(String method) {
        var all = shares.getOrDefault(method, List.of());
        return all.stream().filter(right -> right).count() / (double) all.size();
    }

    private double worst(String method) {
        return errors.getOrDefault(method, List.of()).stream()
                .mapToDouble(each -> each)
                .max()
                .orElse(0);
    }
}
