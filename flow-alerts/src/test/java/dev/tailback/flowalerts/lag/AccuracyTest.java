package dev.tailback.flowalerts.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reported seconds against the true age of the oldest unread record, over ten minutes in which producer and consumer change
 * their pace and the producer falls silent, and what others would say of the same minutes. {@code bench/series/lag.md} has
 * the table.
 */
class AccuracyTest {
    private static final int MINUTES = 10;
    private static final int OTHERS_LOOK_EVERY = 30;

    /** Records a second, minute by minute. */
    private static final int[] PRODUCED = {100, 300, 300, 50, 0, 0, 200, 400, 100, 100};

    private static final int[] CONSUMED = {100, 150, 150, 150, 20, 20, 100, 250, 400, 400};

    private static final int WRITTEN_BEFORE = 50;

    /** When each record was written, in milliseconds from the beginning. */
    private final List<Long> written = new ArrayList<>();

    private final Methods methods = new Methods();
    private final Looks looks = new Looks();
    private final Methods.LookUp lookUp = new Methods.LookUp();

    @BeforeEach
    void record() {
        for (int i = 0; i < WRITTEN_BEFORE; i++) {
            written.add(0L);
        }
        double committed = 0.0;
        for (int second = 0; second < MINUTES * 60; second++) {
            produce(second);
            committed = Math.min(written.size(), committed + CONSUMED[second / 60]);
            look(second + 1, (long) committed);
        }
    }

    private void produce(int second) {
        int count = PRODUCED[second / 60];
        for (int i = 0; i < count; i++) {
            written.add(second * 1000L + i * 1000L / count);
        }
    }

    private void look(int second, long committed) {
        long end = (long) written.size();
        long began = looks.nowMillis() + 1000 - second * 1000L;
        Unread unread = committed < end
                ? new Unread.Found(committed, began + written.get((int) committed))
                : new Unread.Nothing(end);
        if (second % OTHERS_LOOK_EVERY == 0) {
            lookUp.add(end, second);
        }
        double trueAge = committed < end ? second - written.get((int) committed) / 1000.0 : 0;
        PartitionLag.Lag lag =
                looks.look(committed, new Ends(0, end), unread, true).lag();
        double ours = lag == null ? -1 : lag.seconds();
        methods.note(Methods.OURS, trueAge, ours);
        methods.note(Methods.EXPORTER, trueAge, lookUp.seconds(committed, end, second));
        methods.note(Methods.RATE, trueAge, lag == null || lag.rates().consumed() == null ? 0 : byRate(lag));
    }

    private static double byRate(PartitionLag.Lag lag) {
        Double consumed = lag.rates().consumed();
        return lag.records() == 0 || consumed == null || consumed == 0 ? 0 : lag.records() / consumed;
    }

    @Test
    void secondsAreTrueToATenthOrASecondAtEveryMoment() {
        assertThat(methods.right(Methods.OURS)).isEqualTo(1);
    }

    @Test
    void theOthersAreNotWhichIsWhyTimeStampsAreRead() {
        assertThat(methods.right(Methods.EXPORTER)).isBetween(0.90, 0.96);
        assertThat(methods.worst(Methods.EXPORTER)).isGreaterThan(100);
        assertThat(methods.right(Methods.RATE)).isLessThan(0.3);
    }
}
