package dev.tailback.lab.scenario.report;

/** Text that becomes part of a page. */
public final class Html {
    private Html() {}

    public static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
