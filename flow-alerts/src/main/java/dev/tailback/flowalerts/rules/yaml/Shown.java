package dev.tailback.flowalerts.rules.yaml;

/** What somebody wrote, as it may stand in a sentence: short, and on one line. */
public final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    public static String cut(String text) {
        int end = Math.min(text.length(), LONGEST);
        StringBuilder shown = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            shown.append(Character.isISOControl(text.charAt(i)) ? ' ' : text.charAt(i));
        }
        return end < text.length() ? shown.append('…').toString() : shown.toString();
    }
}
