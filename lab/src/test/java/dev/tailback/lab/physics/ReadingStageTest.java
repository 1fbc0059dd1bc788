package dev.tailback.lab.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingStageTest {
    private static final double STEP = 0.01;
    private static final double RESERVATION = 1;

    private final Agenda agenda = new Agenda();
    private final SharedProcessor database = new SharedProcessor(8);
    private final List<String> served = new ArrayList<>();
    private final ReadingStage inventory = new ReadingStage(
            agenda,
            database,
            new Pool(agenda, new PoolLimits(8, 5)),
            ModelledStage.INVENTORY,
            () -> new Reading(1, 8, false),
            () -> Costs.WELL.withReservation(RESERVATION),
            order -> {},
            order -> served.add("%.0f s".formatted(agenda.now())));

    /** There are seven connections free for it. */
    @Test
    void whatComesWhileAPollIsUnderWayWaitsForItsEnd() {
        receive();
        passSeconds(0.5);
        receive();

        passSeconds(2);

        assertThat(served).containsExactly("1 s", "2 s");
    }

    /** Kafka's client fetched the second while the first poll was under way, and brings it without looking again. */
    @Test
    void aPollBringsWhatWasThereWhenTheOneBeforeItReturned() {
        receive();
        passSeconds(0.1);
        receive();
        passSeconds(0.5);
        receive();
        assertThat(inventory.lag()).isEqualTo(3);

        passSeconds(3);

        assertThat(served).containsExactly("1 s", "2 s", "3 s");
        assertThat(inventory.lag()).isZero();
    }

    private void receive() {
        inventory.receiveFirst(new Order(60, 1));
    }

    private void passSeconds(double seconds) {
        for (double end = agenda.now() + seconds; agenda.now() < end - STEP / 2; ) {
            inventory.poll();
            database.advance(STEP);
            agenda.advanceTo(agenda.now() + STEP);
        }
    }
}
