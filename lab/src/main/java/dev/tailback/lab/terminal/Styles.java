package dev.tailback.lab.terminal;

/**
 * The lab's own styles within a line. They travel as noncharacters, which Unicode reserves for such internal use, and
 * become escape sequences only as the line is written: whatever else of the kind is in the line came from outside.
 */
enum Styles {
    BOLD('\uFDD1', "1"),
    FAINT('\uFDD2', "2"),
    RED('\uFDD3', "31"),
    GREEN('\uFDD4', "32"),
    YELLOW('\uFDD5', "33");

    private static final char END = '\uFDD0';
    private static final String PLAIN = "\033[0m";

    private final char begin;
    private final String escape;

    Styles(char begin, String code) {
        this.begin = begin;
        this.escape = "\033[" + code + "m";
    }

    String around(String text) {
        return begin + text + END;
    }

    static boolean isMark(int codePoint) {
        return codePoint >= END && codePoint <= YELLOW.begin;
    }

    /** A style that was cut off with the end of its line ends there, too. */
    static String painted(String line) {
        StringBuilder painted = new StringBuilder(line.length() + PLAIN.length());
        boolean isStyled = false;
        for (int at = 0; at < line.length(); at++) {
            char next = line.charAt(at);
            if (next == END) {
                painted.append(PLAIN);
                isStyled = false;
            } else if (isMark(next)) {
                painted.append(values()[next - BOLD.begin].escape);
                isStyled = true;
            } else {
                painted.append(next);
            }
        }
        return isStyled ? painted.append(PLAIN).toString() : painted.toString();
    }

    static String removed(String line) {
        return line.codePoints().anyMatch(Styles::isMark) ? line.replaceAll("[\uFDD0-\uFDD5]", "") : line;
    }
}
