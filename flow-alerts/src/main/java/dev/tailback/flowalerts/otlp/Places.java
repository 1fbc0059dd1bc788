package dev.tailback.flowalerts.otlp;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many requests are in memory at once, whatever way they come. */
public final class Places {
    // 8 x (4 + 16) MiB at the very worst, a hundredth of that in daily life.
    private static final int MAX_AT_ONCE = 8;

    // Well before exporters give up by themselves (10 s), so that they learn they should come again.
    private static final long MAX_WAIT_SECONDS = 2;

    private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);

    /**
     * Waits a while for a place.
     *
     * @throws Refusal when there is none
     */
    public void take() throws InterruptedException {
        if (!places.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw Refusal.busy(
                    MAX_AT_ONCE + " requests are being read and none ended within " + MAX_WAIT_SECONDS + " s");
        }
    }

    public void giveBack() {
        places.release();
    }
}
