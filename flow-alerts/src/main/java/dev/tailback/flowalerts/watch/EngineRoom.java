package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.core.engine.Settings;
import java.time.Duration;

/**
 * How much of the heap an engine may take. What it keeps of a signal, a key and an id was measured; a share of the heap is
 * divided among them, and what does not fit is applied early, dropped or forgotten, and counted.
 */
public final class EngineRoom {
    private static final int BYTES_OF_A_SIGNAL = 250;
    private static final int BYTES_OF_A_KEY = 1_200;
    private static final int BYTES_OF_AN_ID = 24;

    private static final int SHARE_OF_SIGNALS = 8;
    private static final int SHARE_OF_KEYS = 8;
    private static final int SHARE_OF_IDS = 16;

    private static final int FEWEST = 1_000;

    private EngineRoom() {}

    public static Settings settings(long heap, Duration outOfOrder, Duration idleAfter) {
        Settings most = Settings.DEFAULT;
        int signals = share(heap, SHARE_OF_SIGNALS, BYTES_OF_A_SIGNAL, most.mostSignalsInAll());
        return new Settings(
                outOfOrder,
                idleAfter,
                most.step(),
                share(heap, SHARE_OF_KEYS, BYTES_OF_A_KEY, most.mostKeys()),
                Math.min(signals, most.mostSignals()),
                signals,
                share(heap, SHARE_OF_IDS, BYTES_OF_AN_ID, most.mostIds()),
                false);
    }

    private static int share(long heap, int share, int bytes, int most) {
        return Math.clamp(heap / share / bytes, FEWEST, most);
    }
}
