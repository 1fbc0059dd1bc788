package dev.tailback.flowalerts.lag;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The rules by which lag gets its status.
 *
 * @param window over which the offset must stand still, or the lag not shrink
 * @param fromEarliest names of groups that begin with the earliest record: what they have not committed is lag
 * @param mostPartitions of all groups together, that are remembered
 */
public record LagRules(Duration window, Pattern fromEarliest, int mostPartitions) {
    boolean beginsWithTheEarliest(String group) {
        return fromEarliest.matcher(group).matches();
    }
}
