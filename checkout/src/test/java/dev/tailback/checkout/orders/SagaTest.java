package dev.tailback.checkout.orders;

import static dev.tailback.checkout.orders.SagaFixtures.APPROVED;
import static dev.tailback.checkout.orders.SagaFixtures.BACK;
import static dev.tailback.checkout.orders.SagaFixtures.DECLINED;
import static dev.tailback.checkout.orders.SagaFixtures.DIED;
import static dev.tailback.checkout.orders.SagaFixtures.ID;
import static dev.tailback.checkout.orders.SagaFixtures.LEFT_ALONE;
import static dev.tailback.checkout.orders.SagaFixtures.NOT_ASKED;
import static dev.tailback.checkout.orders.SagaFixtures.PATIENCE_ENDS;
import static dev.tailback.checkout.orders.SagaFixtures.SHORT;
import static dev.tailback.checkout.orders.SagaFixtures.STALLED;
import static dev.tailback.checkout.orders.SagaFixtures.START;
import static dev.tailback.checkout.orders.SagaFixtures.SUBMITTED;
import static dev.tailback.checkout.orders.SagaFixtures.UNAVAILABLE;
import static dev.tailback.checkout.orders.SagaFixtures.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.stage.deadline.Deadline;
import dev.tailback.stage.deadline.DeadlineCheck;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SagaTest {
    private static final Instant IN_TIME = PATIENCE_ENDS.minusNanos(1);
    private static final Map<String, Happening> HAPPENINGS = Map.of(
            "submitted", SUBMITTED,
            "approved", APPROVED,
            "declined", DECLINED,
            "unavailable", UNAVAILABLE,
            "not asked", NOT_ASKED,
            "short", SHORT,
            "left alone", LEFT_ALONE,
            "back", BACK,
            "died", DIED,
            "stalled", STALLED);

    private final Saga saga = new Saga(new Deadline(DeadlineCheck.BEFORE));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    happening   | unknown     | placed            | reserved                 | confirmed | rejected | cancelled | failed
                    submitted   | placed      | -                 | -                        | -         | -        | -         | -
                    approved    | loud        | loud              | confirmed                | -         | loud     | - void    | - void
                    declined    | loud        | loud              | cancelled                | -         | loud     | -         | -
                    unavailable | loud        | loud              | payment_unavailable void | -         | loud     | -         | -
                    not asked   | loud        | deadline_exceeded | deadline_exceeded void   | -         | loud     | -         | -
                    short       | loud        | rejected          | loud                     | loud      | -        | loud      | -
                    left alone  | loud        | deadline_exceeded | loud                     | loud      | loud     | loud      | -
                    back        | loud        | loud              | loud                     | loud      | loud     | -         | -
                    died        | dead_letter | dead_letter       | dead_letter void         | -         | -        | -         | -
                    stalled     | loud        | stalled           | stalled void             | -         | -        | -         | -
                    """, useHeadersInDisplayName = true)
    void everyCellOfTheTable(
            String happening,
            String unknown,
            String placed,
            String reserved,
            String confirmed,
            String rejected,
            String cancelled,
            String failed) {
        assertThat(outcome(null, happening)).as("unknown").isEqualTo(unknown);
        Map.of(
                        OrderState.PLACED, placed,
                        OrderState.RESERVED, reserved,
                        OrderState.CONFIRMED, confirmed,
                        OrderState.REJECTED, rejected,
                        OrderState.CANCELLED, cancelled,
                        OrderState.FAILED, failed)
                .forEach((state, expected) -> assertThat(outcome(order(state), happening))
                        .as(state.text())
                        .isEqualTo(expected));
    }

    @Test
    void whatCannotBeNamesTheOrderItsStateAndWhatHappened() {
        assertThatThrownBy(() -> saga.decide(ID, order(OrderState.REJECTED), APPROVED, START))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContainingAll(ID.toString(), "rejected", "Approved");
        assertThatThrownBy(() -> saga.decide(ID, null, SHORT, START)).hasMessageContaining("not placed");
    }

    @Test
    void anApprovalAtTheEndOfPatienceIsTooLateAndIsVoided() {
        assertThat(decided(order(OrderState.RESERVED), APPROVED, IN_TIME)).isEqualTo("confirmed");
        assertThat(decided(order(OrderState.RESERVED), APPROVED, PATIENCE_ENDS)).isEqualTo("deadline_exceeded void");
    }

    @Test
    void aRefusalCountsHoweverLateItComes() {
        assertThat(decided(order(OrderState.PLACED), SHORT, PATIENCE_ENDS)).isEqualTo("rejected");
        assertThat(decided(order(OrderState.RESERVED), DECLINED, PATIENCE_ENDS)).isEqualTo("cancelled");
        assertThat(decided(order(OrderState.RESERVED), UNAVAILABLE, PATIENCE_ENDS))
                .isEqualTo("payment_unavailable void");
    }

    @Test
    void aCartThatComesTooLateFailsAtOnce() {
        assertThat(decided(null, SUBMITTED, IN_TIME)).isEqualTo("placed");
        assertThat(decided(null, SUBMITTED, PATIENCE_ENDS)).isEqualTo("deadline_exceeded");
    }

    @Test
    void noMoneyIsAskedForWhenPatienceIsOver() {
        assertThat(saga.wantsPayment(order(OrderState.PLACED), IN_TIME)).isTrue();
        assertThat(saga.wantsPayment(order(OrderState.RESERVED), IN_TIME)).isTrue();
        assertThat(saga.wantsPayment(order(OrderState.PLACED), PATIENCE_ENDS)).isFalse();
    }

    @Test
    void theNaiveCheckWorksForThoseWhoHaveLeftAndFailsThemInTheEnd() {
        Saga naive = new Saga(new Deadline(DeadlineCheck.AFTER));

        assertThat(SagaFixtures.text(naive.decide(ID, null, SUBMITTED, PATIENCE_ENDS)))
                .isEqualTo("placed");
        assertThat(naive.wantsPayment(order(OrderState.PLACED), PATIENCE_ENDS)).isTrue();
        assertThat(SagaFixtures.text(naive.decide(ID, order(OrderState.RESERVED), APPROVED, PATIENCE_ENDS)))
                .isEqualTo("deadline_exceeded void");
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "REJECTED", "CANCELLED", "FAILED"})
    void noMoneyIsAskedForOnceTheOrderEnded(OrderState ended) {
        assertThat(saga.wantsPayment(order(ended), START)).isFalse();
        assertThat(new Saga(new Deadline(DeadlineCheck.AFTER)).wantsPayment(order(ended), START))
                .isFalse();
    }

    private String outcome(@Nullable Order order, String happening) {
        try {
            return decided(order, HAPPENINGS.get(happening), START);
        } catch (IllegalTransition loud) {
            return "loud";
        }
    }

    private String decided(@Nullable Order order, Happening happening, Instant now) {
        return SagaFixtures.text(saga.decide(ID, order, happening, now));
    }
}
