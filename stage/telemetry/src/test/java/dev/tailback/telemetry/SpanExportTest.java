package dev.tailback.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SpanExportTest {
    private static final Duration SOON = Duration.ofMillis(900);
    private static final Duration LONG = Duration.ofSeconds(3);

    private final List<CompletableResultCode> exports = new CopyOnWriteArrayList<>();
    private final SpanExport spanExport = new SpanExport(() -> {
        CompletableResultCode export = new CompletableResultCode();
        exports.add(export);
        return export;
    });

    @Test
    void answersWhenTheExportHasEnded() {
        CompletableFuture<Void> told = spanExport.upToNow();
        assertThat(told).isNotDone();

        exports.getFirst().succeed();

        assertThat(told).succeedsWithin(SOON);
    }

    @Test
    void aFailedExportIsAnswerEnough() {
        CompletableFuture<Void> told = spanExport.upToNow();

        exports.getFirst().fail();

        assertThat(told).succeedsWithin(SOON);
    }

    @Test
    void whoComesDuringAnExportGetsTheNextOneTogetherWithTheOthers() {
        CompletableFuture<Void> first = spanExport.upToNow();
        CompletableFuture<Void> second = spanExport.upToNow();
        CompletableFuture<Void> third = spanExport.upToNow();

        exports.getFirst().succeed();

        assertThat(first).succeedsWithin(SOON);
        assertThat(second).isNotDone();
        awaitExports(2);
        exports.getLast().succeed();
        assertThat(CompletableFuture.allOf(second, third)).succeedsWithin(SOON);
        assertThat(exports).hasSize(2);
    }

    @Test
    void aReceiverThatDoesNotAnswerIsWaitedForOnceAndNotLong() {
        long began = System.nanoTime();

        assertThat(spanExport.upToNow()).succeedsWithin(LONG);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(SOON);
        assertThat(spanExport.upToNow()).isDone();
        assertThat(spanExport.upToNow()).isDone();
        assertThat(exports).hasSize(1);
    }

    @Test
    void aReceiverThatIsAlwaysLateIsNotWaitedForAgainAndAgain() {
        assertThat(spanExport.upToNow()).succeedsWithin(LONG);
        exports.getFirst().succeed();

        awaitNextExport(() -> assertThat(spanExport.upToNow()).isDone());
    }

    @Test
    void aReceiverThatCameBackIsWaitedForAgain() {
        assertThat(spanExport.upToNow()).succeedsWithin(LONG);
        exports.getFirst().succeed();
        awaitNextExport(spanExport::upToNow);
        exports.getLast().succeed();

        await().atMost(SOON).until(() -> !spanExport.upToNow().isDone());

        exports.getLast().succeed();
    }

    private void awaitNextExport(Runnable ask) {
        int before = exports.size();
        await().atMost(SOON).until(() -> {
            ask.run();
            return exports.size() > before;
        });
    }

    private void awaitExports(int count) {
        await().atMost(SOON).until(() -> exports.size() == count);
    }
}
