package dev.tailback.flowalerts.lag;

import java.util.regex.Pattern;

/** Which groups and topics are looked at: what the first matches and the second does not, of each. */
public record Watched(Pattern groups, Pattern groupsNot, Pattern topics, Pattern topicsNot) {
    public boolean isGroup(String name) {
        return groups.matcher(name).matches() && !groupsNot.matcher(name).matches();
    }

    public boolean isTopic(String name) {
        return topics.matcher(name).matches() && !topicsNot.matcher(name).matches();
    }
}
