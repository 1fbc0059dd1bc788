package dev.tailback.checkout.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.checkout.payment.PaymentResult;
import dev.tailback.events.FailureReason;
import dev.tailback.lab.testing.Smallest;
import dev.tailback.stage.deadline.Deadline;
import dev.tailback.stage.deadline.DeadlineCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One order in a world where records come late, twice, and in any order that cause and effect allow, where processes
 * die between asking for money and writing down what was said, and where a rival may still work at the same record.
 */
class SagaWorldTest {
    enum Move {
        CART,
        STOCK_ANSWER,
        /** A consumer takes StockReserved, reserves and asks; several may do so before one of them writes. */
        ASK,
        /** The last of those who asked writes what it was told; or forgets it, having died. */
        WRITE,
        CRASH,
        STOCK_BACK,
        DIES,
        SWEEP,
        VOID,
        TIME
    }

    enum Provider {
        APPROVES,
        DECLINES,
        FAILS,
        LOSES_ITS_ANSWER
    }

    record Circumstances(boolean enough, Provider provider, DeadlineCheck check) {
        static Circumstances some(SplittableRandom random) {
            return new Circumstances(
                    random.nextInt(4) > 0,
                    Provider.values()[random.nextInt(Provider.values().length)],
                    DeadlineCheck.values()[random.nextInt(DeadlineCheck.values().length)]);
        }
    }

    private static final int TRIES = 20_000;
    private static final int MOST_MOVES = 25;

    @Test
    void everyOrderEndsOnceAndIsPaidForIfAndOnlyIfItWasConfirmed() {
        Set<OrderState> ends = EnumSet.noneOf(OrderState.class);
        for (long seed = 0; seed < TRIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Circumstances circumstances = Circumstances.some(random);
            List<Move> moves = moves(random);
            if (!goesWell(circumstances, moves)) {
                List<Move> fewest = Smallest.of(moves, fewer -> !goesWell(circumstances, fewer));
                assertGoesWell(circumstances, fewest);
            }
            ends.add(play(circumstances, moves).end());
        }
        assertThat(ends).as("every end is reached").containsExactlyInAnyOrderElementsOf(endings());
    }

    private static List<Move> moves(SplittableRandom random) {
        return IntStream.range(0, random.nextInt(MOST_MOVES + 1))
                .mapToObj(n -> Move.values()[random.nextInt(Move.values().length)])
                .toList();
    }

    private static List<OrderState> endings() {
        return Arrays.stream(OrderState.values()).filter(OrderState::ended).toList();
    }

    private static World play(Circumstances circumstances, List<Move> moves) {
        World world = new World(circumstances);
        moves.forEach(world::move);
        world.settle();
        return world;
    }

    private static boolean goesWell(Circumstances circumstances, List<Move> moves) {
        try {
            assertGoesWell(circumstances, moves);
            return true;
        } catch (AssertionError | RuntimeException wrong) {
            return false;
        }
    }

    private static void assertGoesWell(Circumstances circumstances, List<Move> moves) {
        World world = play(circumstances, moves);
        OrderState end = world.end();
        String what = circumstances + " " + moves;
        assertThat(end.ended()).as("%s has ended; %s", end, what).isTrue();
        assertThat(world.endings).as(what).containsExactly(end);
        assertThat(world.authorised && !world.voided).as(what).isEqualTo(end == OrderState.CONFIRMED);
        assertThat(world.voidDue)
                .as("a void is due where the provider was asked and the order is neither paid nor declined; %s", what)
                .isEqualTo(world.wasReserved && end != OrderState.CONFIRMED && end != OrderState.CANCELLED);
        assertThat(world.held).as(what).isEqualTo(end == OrderState.CONFIRMED);
    }

    /** Checkout's rows, inventory and the provider, as far as they concern one order. */
    private static final class World {
        private final Circumstances circumstances;
        private final Deadline deadline;
        private final Saga saga;
        private final Set<String> inbox = new HashSet<>();
        private final List<OrderState> endings = new ArrayList<>();
        private final List<Happening> asked = new ArrayList<>();
        private Instant now = SagaFixtures.START;
        private @Nullable Order order;
        private boolean placedTold;
        private boolean undoneTold;
        private boolean answered;
        private boolean leftAlone;
        private boolean held;
        private boolean wasHeld;
        private boolean wasReserved;
        private boolean voidDue;
        private boolean authorised;
        private boolean voided;
        private int deaths;

        World(Circumstances circumstances) {
            this.circumstances = circumstances;
            this.deadline = new Deadline(circumstances.check());
            this.saga = new Saga(deadline);
        }

        OrderState end() {
            return order == null ? OrderState.PLACED : order.state();
        }

        void move(Move move) {
            switch (move) {
                case CART -> deliver("cart", SagaFixtures.SUBMITTED);
                case STOCK_ANSWER -> answerStock();
                case ASK -> ask();
                case WRITE -> write();
                case CRASH -> asked.clear();
                case STOCK_BACK -> stockBack();
                case DIES -> deliver("death " + deaths++ % 2, SagaFixtures.DIED);
                case SWEEP -> sweep();
                case VOID -> voided |= voidDue;
                case TIME -> now = now.plusSeconds(12);
            }
        }

        /** All that is still on its way arrives, and long enough passes. */
        void settle() {
            move(Move.CART);
            move(Move.STOCK_ANSWER);
            move(Move.ASK);
            move(Move.WRITE);
            now = now.plusSeconds(3_600);
            move(Move.SWEEP);
            move(Move.STOCK_ANSWER);
            move(Move.ASK);
            move(Move.WRITE);
            move(Move.STOCK_BACK);
            move(Move.VOID);
        }

        /** Inventory: sets aside unless the order was undone before or its shopper has left; says so once. */
        private void answerStock() {
            if (placedTold && !answered && !undoneTold) {
                answered = true;
                leftAlone = deadline.spares(SagaFixtures.PATIENCE_ENDS, now);
                held = !leftAlone && circumstances.enough();
                wasHeld = held;
            }
            if (leftAlone) {
                deliver("left alone", SagaFixtures.LEFT_ALONE);
            } else if (answered && !circumstances.enough()) {
                deliver("refused", SagaFixtures.SHORT);
            }
        }

        private void ask() {
            Order found = order;
            if (!wasHeld || found == null) {
                return;
            }
            if (!saga.wantsPayment(found, now)) {
                asked.add(SagaFixtures.NOT_ASKED);
                return;
            }
            order = SagaFixtures.order(OrderState.RESERVED);
            wasReserved = true;
            asked.add(new Happening.Paid(provider()));
        }

        private PaymentResult provider() {
            if (voided) {
                return new PaymentResult.Declined("voided");
            }
            return switch (circumstances.provider()) {
                case APPROVES -> {
                    authorised = true;
                    yield new PaymentResult.Approved();
                }
                case DECLINES -> new PaymentResult.Declined("insufficient_funds");
                case FAILS -> new PaymentResult.Unavailable(false, "nothing listens");
                case LOSES_ITS_ANSWER -> {
                    authorised = true;
                    yield new PaymentResult.Unavailable(true, "closed");
                }
            };
        }

        private void write() {
            if (!asked.isEmpty()) {
                deliver("reserved", asked.removeLast());
            }
        }

        private void stockBack() {
            if (undoneTold && wasHeld) {
                held = false;
                deliver("released", SagaFixtures.BACK);
            }
        }

        private void sweep() {
            if (order != null && !order.state().ended() && now.isAfter(SagaFixtures.PATIENCE_ENDS.plusSeconds(30))) {
                apply(SagaFixtures.STALLED);
            }
        }

        private void deliver(String event, Happening happening) {
            if (inbox.add(event)) {
                apply(happening);
            }
        }

        private void apply(Happening happening) {
            switch (saga.decide(SagaFixtures.ID, order, happening, now)) {
                case Decision.Placed placed -> {
                    order = SagaFixtures.order(OrderState.PLACED);
                    placedTold = true;
                }
                case Decision.Ended ended -> end(ended);
                case Decision.Unchanged unchanged -> voidDue |= unchanged.voidPayment();
            }
        }

        private void end(Decision.Ended ended) {
            OrderState state = ended.how().state();
            order = SagaFixtures.order(OrderState.PLACED).ended(ended.how(), now);
            endings.add(state);
            voidDue |= ended.voidPayment();
            undoneTold |= state == OrderState.CANCELLED || state == OrderState.FAILED;
        }
    }

    @ParameterizedTest
    @EnumSource
    void reasonsAreToldAsTheirText(FailureReason reason) {
        assertThat(new Ending.Failed(reason).shownReason()).isEqualTo(reason.text());
        assertThat(new Ending.Failed(reason).failureReason()).isEqualTo(reason.text());
    }
}
