package dev.tailback.lab.faults;

/** What was seen of a fault where it takes effect, in words that name figures. */
public record Sight(boolean isThere, String words) {
    public static Sight there(String words) {
        return new Sight(true, words);
    }

    public static Sight absent(String words) {
        return new Sight(false, words);
    }
}
