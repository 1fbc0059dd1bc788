package dev.tailback.lab.docs;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Commands of a page whose fence says {@code console run}: they are run against a lab, as they are written. */
public record MarkedBlock(Page page, Page.Block block) {
    private static final String PROMPT = "$ ";

    public static List<MarkedBlock> all() throws IOException {
        return Pages.all().stream()
                .flatMap(page -> page.blocks().stream()
                        .filter(block -> block.fence().equals("console run"))
                        .map(block -> new MarkedBlock(page, block)))
                .toList();
    }

    /**
     * For bash: without what the commands print, and at this lab's ports. An answer that is no success fails, but is
     * asked for again, since whoever types is slower than this.
     *
     * @param tailback the command line as words
     */
    public String script(List<String> tailback, Ports ports) {
        String typed = block.lines().stream()
                .filter(line -> line.startsWith(PROMPT) || line.startsWith("    "))
                .map(line -> line.startsWith(PROMPT) ? line.substring(PROMPT.length()) : line)
                .collect(Collectors.joining("\n"))
                .replace("./tailback ", "tailback ");
        return String.join(
                "\n",
                "set -euo pipefail",
                "tailback() { "
                        + tailback.stream().map(MarkedBlock::quoted).collect(Collectors.joining(" "))
                        + " \"$@\"; }",
                "curl() { command curl --fail-with-body --retry 4 --retry-all-errors --retry-delay 1 \"$@\"; }",
                at(typed, ports));
    }

    private static String at(String typed, Ports ports) {
        Ports standard = Ports.standard();
        String moved = typed.replace("localhost:" + standard.controlRoom(), "127.0.0.1:" + ports.controlRoom());
        for (Part part : Part.values()) {
            moved = moved.replace("localhost:" + standard.of(part), "127.0.0.1:" + ports.of(part));
        }
        return moved;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        return page + ": "
                + block.lines().stream()
                        .filter(line -> line.startsWith(PROMPT))
                        .findFirst()
                        .orElse("nothing");
    }
}
