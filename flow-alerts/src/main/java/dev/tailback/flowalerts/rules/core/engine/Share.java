package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.verdict.Key;

/**
 * Which keys of which rules an engine decides, where several divide them among themselves: each key of a rule belongs to
 * one of so many shares, wherever that is computed.
 *
 * @param number from 0
 */
public record Share(int number, int of) {
    public static final Share ALL = new Share(0, 1);

    public Share {
        if (of < 1 || number < 0 || number >= of) {
            throw new IllegalArgumentException("share %d of %d; allowed: 0 to one less than all".formatted(number, of));
        }
    }

    boolean has(String rule, Object key) {
        return of == 1 || of(rule, key, of) == number;
    }

    public boolean has(String rule, Key key) {
        return has(rule, Keys.name(key));
    }

    /** To which share a key of a rule belongs. */
    static int of(String rule, Object key, int shares) {
        int hash = rule.hashCode() * 31 + key.hashCode();
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        return Math.floorMod(hash, shares);
    }
}
