package dev.tailback.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * While people practise, this process tells nobody what is done to it on purpose, except whoever shows the key. It ends by
 * itself: who asked for it may be gone.
 */
public final class Discretion {
    /** The header that shows the key. */
    public static final String HEADER = "Tailback-Drill";

    public static final String REASON = "a drill runs; what is set here on purpose is told when it is over";

    private static final int LONGEST_KEY = 100;
    private static final int MOST_SECONDS = 600;

    private final LongSupplier nanos;
    private volatile @Nullable Kept kept;

    private record Kept(String key, long until) {}

    public Discretion() {
        this(System::nanoTime);
    }

    Discretion(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether anything is kept from anybody. */
    public boolean isOn() {
        return current() != null;
    }

    /** Whether whoever shows this may be told nothing. */
    public boolean isKeptFrom(@Nullable String shown) {
        return isOn() && !isKey(shown);
    }

    /** Whether this is the key that opens it. */
    public boolean isKey(@Nullable String shown) {
        Kept now = current();
        return now != null && shown != null && MessageDigest.isEqual(now.key().getBytes(UTF_8), shown.getBytes(UTF_8));
    }

    /**
     * From now on for so many seconds; none ends it.
     *
     * @throws IllegalArgumentException for a value that is not allowed, and for another key than the one that is used
     */
    public synchronized Map<String, Object> keep(@Nullable String key, @Nullable Integer seconds) {
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("key must be 1 to " + LONGEST_KEY + " characters");
        }
        if (seconds == null || seconds < 0 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("seconds must be 0 (off) to " + MOST_SECONDS + ", but was " + seconds);
        }
        if (isOn() && !isKey(key)) {
            throw new IllegalArgumentException("key is not that of the drill that runs");
        }
        kept = seconds == 0
                ? null
                : new Kept(key, nanos.getAsLong() + Duration.ofSeconds(seconds).toNanos());
        return Map.of("discreet", isOn());
    }

    private @Nullable Kept current() {
        Kept now = kept;
        return now == null || now.until() - nanos.getAsLong() <= 0 ? null : now;
    }
}
