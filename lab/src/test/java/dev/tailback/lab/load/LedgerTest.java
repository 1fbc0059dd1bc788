package dev.tailback.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.shop.*;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

        ledger.learn(List.of(order(ORDER, "confirmed", NOON.plusMillis(500))), NOON.plusSeconds(9));

        LoadReport report = ledger.report(Duration.ofSeconds(1));
        assertThat(report.fromIntendedStart().at(50)).hasValue(500);
        assertThat(report.fromCheckout().at(50)).hasValue(400);
        assertThat(report.firstConfirmation()).contains(NOON.plusMillis(500));
        assertThat(report.tally()).isEqualTo(new Tally(1, 1, 1, 0, 0, 0));
    }

    @Test
    void anOpenOrderIsAskedForAgainAndAnEndedOneCountsOnce() {
        accept(ORDER);

        ledger.learn(List.of(order(ORDER, "placed", null)), NOON);
        assertThat(ledger.awaited(0, 10)).containsExactly(ORDER);

        ledger.learn(List.of(order(ORDER, "rejected", NOON)), NOON);
        ledger.learn(List.of(order(ORDER, "rejected", NOON)), NOON);
        assertThat(ledger.awaited(0, 10)).isEmpty();
        assertThat(ledger.tally().rejected()).isEqualTo(1);
    }

    @Test
    void aStateThatIsNeitherGoodNorKnownIsAFailureByName() {
        accept(ORDER);

        ledger.learn(List.of(order(ORDER, "failed", NOON)), NOON);

        assertThat(ledger.report(Duration.ZERO).failures()).containsEntry("order ended as failed", 1);
    }

    @Test
    void whoeverNeverEndsIsGivenUpAndCounted() {
        accept(ORDER);

        ledger.giveUpOnTheRest(Duration.ofSeconds(60));

        assertThat(ledger.report(Duration.ZERO).failures()).containsEntry("did not end within 60 s", 1);
        assertThat(ledger.tally().inFlight()).isZero();
    }

    @Test
    void reasonsAreBounded() {
        for (int n = 0; n < 100; n++) {
            ledger.sent();
            ledger.notAccepted("reason " + n);
        }

        assertThat(ledger.report(Duration.ZERO).failures()).hasSize(21).containsEntry("other reasons", 80);
        assertThat(ledger.requesting()).isZero();
    }

    private void accept(UUID order) {
        ledger.sent();
        ledger.accepted(new Receipt(order, "trace", NOON.plusMillis(100)), NOON);
    }

    private static OrderView order(UUID id, String state, @Nullable Instant endedAt) {
        return new OrderView(id, state, "trace", NOON, endedAt);
    }
}
