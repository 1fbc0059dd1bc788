package dev.tailback.lab.room;

import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** One thing that is looked at: what was seen last and when, and since when it is not to be seen and why. */
final class Eye<T> {
    /** A way to look. */
    interface Look<T> {
        T look() throws IOException, SQLException, InterruptedException;
    }

    /**
     * How much what is shown can be believed; public JSON.
     *
     * @param at when it was seen last; null if never
     * @param silentSince when the first look failed since then; null while looks succeed
     */
    record Freshness(
            String name,
            @Nullable Instant at,
            @Nullable Instant silentSince,
            @Nullable String reason) {
        boolean isSilentSince(Instant moment) {
            return silentSince != null && silentSince.isBefore(moment);
        }
    }

    private static final int LONGEST_REASON = 200;

    private final String name;
    private final Look<T> look;
    private @Nullable T seen;
    private @Nullable Instant at;
    private @Nullable Instant silentSince;
    private @Nullable String reason;

    Eye(String name, Look<T> look) {
        this.name = name;
        this.look = look;
    }

    void look() throws InterruptedException {
        try {
            saw(look.look());
        } catch (IOException | SQLException | WebFailure | Refusal | JacksonException blind) {
            missed(String.valueOf(blind.getMessage()));
        } catch (RuntimeException unexpected) {
            // Whatever it is: a look that throws would be the last.
            missed(unexpected.toString());
        }
    }

    private synchronized void saw(T now) {
        seen = now;
        at = Instant.now();
        silentSince = null;
        reason = null;
    }

    private synchronized void missed(String why) {
        silentSince = silentSince == null ? Instant.now() : silentSince;
        String line = why.lines().findFirst().orElse(why);
        reason = line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }

    /** Empty while it is not to be seen: what was true once is not shown as if it were. */
    synchronized Optional<T> now() {
        return silentSince == null ? Optional.ofNullable(seen) : Optional.empty();
    }

    /** Also while it is not to be seen. */
    synchronized Optional<T> last() {
        return Optional.ofNullable(seen);
    }

    synchronized Freshness freshness() {
        return new Freshness(name, at, silentSince, reason);
    }
}
