package dev.tailback.lab.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedProcessorTest {
    private static final double STEP = 0.001;

    @Test
    void twoWorksOnOneCoreTakeTwiceAsLong() {
        assertThat(secondsFor(1, 2)).isCloseTo(2, within(0.01));
    }

    @Test
    void noWorkGetsMoreThanOneCore() {
        assertThat(secondsFor(4, 2)).isCloseTo(1, within(0.01));
    }

    @Test
    void coresAreSharedEvenlyWhenThereAreTooFew() {
        assertThat(secondsFor(2, 6)).isCloseTo(3, within(0.01));
    }

    @Test
    void whatComesFirstHasACoreToItself() {
        SharedProcessor processor = new SharedProcessor(1);
        List<String> done = new ArrayList<>();
        processor.work(1, () -> done.add("work"));
        processor.workFirst(1, () -> done.add("first"));

        for (double time = 0; time < 1.5; time += STEP) {
            processor.advance(STEP);
        }

        assertThat(done).containsExactly("first");
    }

    /** How long so many works of a second each take, all at once. */
    private static double secondsFor(double cores, int works) {
        SharedProcessor processor = new SharedProcessor(cores);
        int[] left = {works};
        for (int work = 0; work < works; work++) {
            processor.work(1, () -> left[0]--);
        }
        double time = 0;
        for (; left[0] > 0; time += STEP) {
            processor.advance(STEP);
        }
        return time;
    }
}
