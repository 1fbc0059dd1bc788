package dev.tailback.lab.terminal;

import java.util.ArrayList;
import java.util.List;

/** Running text in lines. */
public final class Paragraph {
    private Paragraph() {}

    /** As few as fit into the width; a word that is longer stands alone. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** A line as it is, broken at blanks where it is too long; what follows is indented so far. */
    public static List<String> broken(String text, int width, int indent) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int end = rest.substring(0, Math.max(0, blank)).isBlank() ? width : blank;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = " ".repeat(Math.min(indent, width / 2)) + rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
