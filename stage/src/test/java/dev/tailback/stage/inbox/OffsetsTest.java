package dev.tailback.stage.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.telemetry.SpanExport;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OffsetsTest {
    private final CompletableResultCode export = new CompletableResultCode();
    private final Offsets offsets = new Offsets(new SpanExport(() -> export));
    private final AtomicBoolean isCommitted = new AtomicBoolean();

    @Test
    void afterALongBatchTheConsumerWaitsForTheSpans() {
        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(export::succeed);

        offsets.commit(() -> isCommitted.set(true), Duration.ofSeconds(45));

        assertThat(isCommitted).isTrue();
    }

    @Test
    void afterAShortOneItReadsOnAndTheOffsetsAreCommittedLater() {
        offsets.commit(() -> isCommitted.set(true), Duration.ofMillis(50));
        assertThat(isCommitted).isFalse();

        export.succeed();

        await().untilTrue(isCommitted);
    }

    @Test
    void oneAcknowledgmentThatFailsIsNoReasonAgainstTheNext() {
        export.succeed();
        offsets.commit(
                () -> {
                    throw new IllegalStateException("the consumer is gone");
                },
                Duration.ofSeconds(45));

        offsets.commit(() -> isCommitted.set(true), Duration.ofSeconds(45));

        await().untilTrue(isCommitted);
    }

    @Test
    void whoWaitsForEarlierAcknowledgmentsWaitsForThoseThatFailToo() {
        offsets.commit(
                () -> {
                    isCommitted.set(true);
                    throw new IllegalStateException("the consumer is gone");
                },
                Duration.ofMillis(1));
        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(export::succeed);

        offsets.awaitEarlier();

        assertThat(isCommitted).isTrue();
    }
}
