package dev.tailback.flowalerts.rules.language;

import java.util.regex.Pattern;

/** Lines of YAML in its block style, with quotes where something else would be read. */
final class YamlLines {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_(][^\\p{Cntrl}]*");
    private static final Pattern MEANS_MORE = Pattern.compile("true|false|null|yes|no|on|off|y|n|---.*");

    private final StringBuilder lines = new StringBuilder();
    private int indent;
    private boolean startsItem;

    void field(String key, String value) {
        begin();
        lines.append(key).append(": ").append(value).append('\n');
    }

    void text(String key, String text) {
        field(key, quoted(text));
    }

    /** What {@code inner} writes stands under the key. */
    void under(String key, Runnable inner) {
        begin();
        lines.append(key).append(":\n");
        indent += 2;
        inner.run();
        indent -= 2;
    }

    /** What {@code inner} writes is an item of a list. */
    void item(Runnable inner) {
        startsItem = true;
        indent += 2;
        inner.run();
        indent -= 2;
    }

    private void begin() {
        if (startsItem) {
            lines.append(" ".repeat(indent - 2)).append("- ");
            startsItem = false;
        } else {
            lines.append(" ".repeat(indent));
        }
    }

    static String quoted(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            return escaped(text);
        }
        boolean isPlain = PLAIN.matcher(text).matches()
                && !MEANS_MORE.matcher(text).matches()
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.endsWith(":")
                && !text.endsWith(" ");
        return isPlain ? text : "'" + text.replace("'", "''") + "'";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        escaped.append("\\u%04x".formatted(c));
                    } else {
                        escaped.append((char) c);
                    }
                }
            }
        });
        return escaped.append('"').toString();
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
