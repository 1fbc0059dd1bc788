package dev.tailback.checkout.orders;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.lab.testing.KeptLines;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.TraceParent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class FailedCheckoutsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final FailedCheckouts.Failure FAILURE = new FailedCheckouts.Failure(
            OrderId.at(Instant.now()),
            "payment_declined",
            Money.ofCents(9_998),
            TraceParent.context("00-" + TRACE + "-00f067aa0ba902b7-01"));

    private final KeptLines lines = new KeptLines(FailedCheckouts.class);
    private final FailedCheckouts failedCheckouts = new FailedCheckouts();

    @BeforeEach
    void begin() {
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.clearSynchronization();
        lines.close();
    }

    @Test
    void itIsSaidAfterTheCommitAndInTheOrdersTrace() {
        failedCheckouts.tell(List.of(FAILURE));
        assertThat(lines.all()).isEmpty();

        TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);

        assertThat(lines.with(Names.EVENT, "demo_checkout_failed"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.level()).isEqualTo(Level.WARN);
                    assertThat(line.traceId()).isEqualTo(TRACE);
                    assertThat(line.values())
                            .containsEntry("order.id", FAILURE.order().toString())
                            .containsEntry("checkout.failure_reason", "payment_declined")
                            .containsEntry("total_cents", 9_998L);
                });
    }

    @Test
    void nothingIsSaidOfWhatIsRolledBack() {
        failedCheckouts.tell(List.of(FAILURE));

        TransactionSynchronizationManager.getSynchronizations()
                .forEach(after -> after.afterCompletion(TransactionSynchronization.STATUS_ROLLED_BACK));

        assertThat(lines.all()).isEmpty();
    }
}
