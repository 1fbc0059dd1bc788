package dev.tailback.lab.faults;

import java.util.Map;

/**
 * A fault on one target.
 *
 * @param before how the target was, as {@link Fault#before} said
 */
public record Strike(String target, Arguments with, Map<String, String> before) {
    public Strike {
        before = Map.copyOf(before);
    }

    public String before(String key) {
        String value = before.get(key);
        if (value == null) {
            throw new IllegalStateException("nothing is known of the " + key + " of " + target + ", only " + before);
        }
        return value;
    }
}
