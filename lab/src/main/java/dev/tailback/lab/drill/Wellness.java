package dev.tailback.lab.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the shop has got well, by looks at its own figures. It has when it has been well for a while with the cause gone,
 * or for longer with the cause still there: then somebody has found a way round it.
 *
 * @param calmSince since when it has been well, or on its way to that
 * @param wellSince since when it has been well
 */
public record Wellness(
        @Nullable Instant calmSince, @Nullable Instant wellSince) {
    static final Duration WITHOUT_CAUSE = Duration.ofSeconds(10);
    static final Duration WITH_CAUSE = Duration.ofSeconds(40);

    public static final Wellness UNKNOWN = new Wellness(null, null);

    /** How the shop was seen. */
    public enum Look {
        WELL,
        /** It catches up. */
        CALM,
        UNWELL
    }

    public Wellness after(Look look, Instant at) {
        return switch (look) {
            case WELL -> new Wellness(calmSince == null ? at : calmSince, wellSince == null ? at : wellSince);
            case CALM -> new Wellness(calmSince == null ? at : calmSince, null);
            case UNWELL -> UNKNOWN;
        };
    }

    /** Since when the shop has got well, if it has. */
    public Optional<Instant> recovered(boolean isCauseGone, Instant now) {
        if (wellSince == null
                || Duration.between(wellSince, now).compareTo(isCauseGone ? WITHOUT_CAUSE : WITH_CAUSE) < 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(calmSince);
    }
}
