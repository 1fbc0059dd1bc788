package dev.tailback.flowalerts.signals;

/** The library that made spans; name and version are empty when the sender does not tell. */
public record Scope(String name, String version) {
    public static final Scope UNKNOWN = new Scope("", "");

    private static final int OWN_BYTES = 150;

    /** About what it takes of the heap. */
    public int bytes() {
        return OWN_BYTES + 2 * name.length() + 2 * version.length();
    }
}
