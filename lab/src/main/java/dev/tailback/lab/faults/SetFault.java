package dev.tailback.lab.faults;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fault that was set and is to be undone: a line of the journal.
 *
 * @param before how the target was, as {@link Fault#before} said
 * @param until when it is undone by itself; null for when somebody says so
 * @param foundThere true if the lab found it there and has not set it
 */
record SetFault(
        String fault,
        String target,
        Map<String, String> with,
        Map<String, String> before,
        Instant since,
        @Nullable Instant until,
        @Nullable Boolean foundThere) {

    boolean wasFound() {
        return Boolean.TRUE.equals(foundThere);
    }

    Strike strike() {
        return new Strike(target, new Arguments(with), before);
    }

    boolean isAbout(String otherFault, String otherTarget) {
        return fault.equals(otherFault) && target.equals(otherTarget);
    }

    boolean isDue(Instant now) {
        return until != null && !now.isBefore(until);
    }

    @Override
    public String toString() {
        return target.equals(fault) ? fault : fault + " " + target;
    }
}
