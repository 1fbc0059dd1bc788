package dev.tailback.lab.faults;

import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Clears faults whose time has come, and tries again until it can. */
public final class Expiry implements AutoCloseable {
    private static final int BETWEEN_LOOKS_MILLIS = 250;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("expiry-of-faults").daemon().factory());
    private final Faults faults;
    private final Consumer<String> announcements;
    private final ScheduledFuture<?> looks;
    private String lastSaid = "";

    public Expiry(Faults faults, Consumer<String> announcements) {
        this.faults = faults;
        this.announcements = announcements;
        this.looks = clock.scheduleWithFixedDelay(
                this::look, BETWEEN_LOOKS_MILLIS, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            faults.clearDue(Instant.now());
        } catch (Refusal failed) {
            say(failed.sentence());
        } catch (IOException | RuntimeException failed) {
            // Whatever it is: a look that throws would be the last.
            say("faults whose time has come are not cleared: " + failed);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once, however often it is tried. */
    private void say(String sentence) {
        if (!sentence.equals(lastSaid)) {
            announcements.accept(sentence + "; tried again until it is");
            lastSaid = sentence;
        }
    }

    @Override
    public void close() {
        looks.cancel(true);
        clock.shutdownNow();
    }
}
