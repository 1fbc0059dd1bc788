package dev.tailback.lab.produce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.arrivals.Punctuality;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final UUID ORDER = UUID.fromString("01980a3c-7c1e-7000-8000-000000000001");

    private final Ledger ledger = new Ledger();

    @Test
    void theTimeToConfirmationIsMeasuredFromTheIntendedStartToo() {
        accept(ORDER);

        ledger.learn(List.of(ORDER), List.of(order(ORDER, "confirmed", NOON.plusMillis(500))), NOON.plusSeconds(9));

        PurchaseReport report = report();
        assertThat(report.fromIntendedStart().at(50)).hasValue(500);
        assertThat(report.fromCheckout().at(50)).hasValue(400);
        assertThat(report.firstConfirmation()).contains(NOON.plusMillis(500));
        assertThat(report.tally()).isEqualTo(new Tally(1, 1, 1, 0, 0, 0, Tally.Poisoned.NONE, Tally.Repeated.NONE));
    }

    @Test
    void anOpenOrderIsAskedForAgainAndAnEndedOneCountsOnce() {
        accept(ORDER);

        ledger.learn(List.of(ORDER), List.of(order(ORDER, "placed", null)), NOON);
        assertThat(ledger.toAskFor(10)).containsExactly(ORDER);

        ledger.learn(List.of(ORDER), List.of(order(ORDER, "rejected", NOON)), NOON);
        ledger.learn(List.of(ORDER), List.of(order(ORDER, "rejected", NOON)), NOON);
        assertThat(ledger.toAskFor(10)).isEmpty();
        assertThat(ledger.tally().rejected()).isEqualTo(1);
    }

    @Test
    void aStateThatIsNeitherGoodNorKnownIsAFailureByName() {
        accept(ORDER);

        ledger.learn(List.of(ORDER), List.of(order(ORDER, "failed", NOON)), NOON);

        assertThat(report().failures()).containsEntry("order ended as failed", 1);
    }

    @Test
    void whoeverNeverEndsIsGivenUpAndCounted() {
        accept(ORDER);

        ledger.giveUpOnTheRest(Duration.ofSeconds(60));

        assertThat(report().failures()).containsEntry("did not end within 60 s", 1);
        assertThat(ledger.tally().inFlight()).isZero();
    }

    @Test
    void reasonsAreBounded() {
        for (int n = 0; n < 100; n++) {
            ledger.sent(false);
            ledger.notAccepted("reason " + n);
        }

        assertThat(report().failures()).hasSize(21).containsEntry("other reasons", 80);
        assertThat(ledger.underWay()).isZero();
    }

    @Test
    void whoeverWasAskedForStandsBehindTheOthers() {
        UUID other = UUID.fromString("01980a3c-7c1e-7000-8000-000000000002");
        accept(ORDER);
        accept(other);

        assertThat(ledger.toAskFor(1)).containsExactly(ORDER);
        assertThat(ledger.toAskFor(1)).containsExactly(other);
        assertThat(ledger.toAskFor(2)).containsExactly(ORDER, other);
    }

    @Test
    void poisonShouldEndAsFailedAndCountsByItself() {
        ledger.poisoning();
        ledger.poisoned(ORDER);

        ledger.learn(List.of(ORDER), List.of(order(ORDER, "failed", NOON)), NOON);

        assertThat(ledger.tally())
                .isEqualTo(new Tally(0, 0, 0, 0, 0, 0, new Tally.Poisoned(1, 1), Tally.Repeated.NONE))
                .matches(Tally::isWell);
    }

    @Test
    void poisonThatEndsOtherwiseOrNeverIsNotWell() {
        UUID other = UUID.fromString("01980a3c-7c1e-7000-8000-000000000002");
        ledger.poisoning();
        ledger.poisoned(ORDER);
        ledger.poisoning();
        ledger.poisoned(other);

        ledger.learn(List.of(ORDER), List.of(order(ORDER, "confirmed", NOON)), NOON);
        ledger.giveUpOnTheRest(Duration.ofSeconds(60));

        assertThat(ledger.tally().isWell()).isFalse();
        assertThat(report().failures())
                .containsOnly(
                        Map.entry("poison ended as confirmed", 1), Map.entry("poison did not end within 60 s", 1));
    }

    @Test
    void aRepetitionThatIsRefusedIsNotWell() {
        ledger.repeating();
        ledger.repeated();
        assertThat(ledger.tally().isWell()).isTrue();

        ledger.repeating();
        ledger.notRepeated("the broker is away");

        assertThat(ledger.tally().isWell()).isFalse();
        assertThat(ledger.tally().repeated()).isEqualTo(new Tally.Repeated(0, 1, 1));
        assertThat(ledger.underWay()).isZero();
    }

    private PurchaseReport report() {
        return ledger.report(Duration.ofSeconds(1), new Punctuality().summary());
    }

    private void accept(UUID order) {
        ledger.sent(false);
        ledger.accepted(new Receipt(order, "trace", NOON.plusMillis(100)), NOON);
    }

    private static OrderView order(UUID id, String state, @Nullable Instant endedAt) {
        return new OrderView(id, state, "trace", null, NOON, null, endedAt);
    }
}
