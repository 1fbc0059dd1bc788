package dev.tailback.lab.hostile;

import dev.tailback.events.Topics;
import java.util.ArrayList;
import java.util.List;

/** Commands that only look, with arguments that they do not expect, on a lab whose topics and spans hold the like. */
final class Words {
    private static final int DEFECT = 70;
    private static final String ODD = "…";
    private static final List<List<String>> COMMANDS = List.of(
            List.of("trace", ODD),
            List.of("spans", "--order", ODD),
            List.of("spans", "--attr", ODD),
            List.of("spans", "--service", ODD, "--last", ODD),
            List.of("spans", "--last", "1h", "--limit", "50"),
            List.of("peek", ODD),
            List.of("peek", Topics.CARTS, "--count", "50"),
            List.of("peek", Topics.dead(Topics.ORDERS, "catalog"), "--key", ODD),
            List.of("dead", "list"),
            List.of("dead", "show", ODD),
            List.of("logs", ODD),
            List.of("logs", "--order", ODD),
            List.of("topics"),
            List.of("faults"),
            List.of("fault", ODD, ODD),
            List.of("fault", "hot-sku", "sku=SKU-99999"),
            List.of("predict", ODD),
            List.of("judge", ODD),
            List.of("report", ODD),
            List.of("status", ODD),
            List.of(ODD, ODD));

    private final Malice malice;
    private final CommandLineOfLab commandLine;

    Words(Malice malice, CommandLineOfLab commandLine) {
        this.malice = malice;
        this.commandLine = commandLine;
    }

    void say(HostileReport report) throws Exception {
        List<String> words = new ArrayList<>(malice.one(COMMANDS));
        words.replaceAll(word -> word.equals(ODD) ? argument() : word);
        CommandLineOfLab.Said said = commandLine.run(words);
        report.add("command line", outcome(said), words + " -> " + said.exitCode() + " " + said.output());
    }

    /** No system starts a process with a NUL in its arguments. */
    private String argument() {
        String piece = malice.piece().replace("\0", "");
        return piece.startsWith("-") ? "=" + piece : piece;
    }

    /** What would do something to a terminal has got past the gate: as good as a crash. */
    private static Outcome outcome(CommandLineOfLab.Said said) {
        boolean isPrintable = said.output()
                .chars()
                .allMatch(character -> character == '\n'
                        || character == '\t'
                        || character >= ' '
                                && character != 0x7f
                                && !(character >= 0x80 && character < 0xa0)
                                && character != 0x202e);
        if (said.exitCode() == DEFECT || said.output().contains("\tat ") || !isPrintable) {
            return Outcome.CRASH;
        }
        return said.exitCode() == 0 ? Outcome.HANDLED : Outcome.REFUSED;
    }
}
