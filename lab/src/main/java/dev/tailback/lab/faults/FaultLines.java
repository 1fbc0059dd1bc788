package dev.tailback.lab.faults;

import dev.tailback.lab.terminal.Terminal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Faults as people read them. */
public final class FaultLines {
    /** Where what is said of a fault begins. */
    public static final int INDENTED = 24;

    private FaultLines() {}

    /** What is set first; then the faults that there are. */
    public static List<String> of(FaultsView view, boolean withParameters, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        for (FaultsView.Row row : view.faults()) {
            for (FaultsView.Standing standing : row.set()) {
                String line = row.fault() + " " + line(standing);
                lines.add(standing.isSeen() ? terminal.red(line) : terminal.yellow(line));
            }
        }
        if (lines.isEmpty()) {
            lines.add("No fault is set.");
        }
        lines.add("");
        for (FaultsView.Row row : view.faults()) {
            lines.add(terminal.bold(("%-" + INDENTED + "s").formatted(row.fault())) + row.does());
            if (withParameters) {
                row.parameters()
                        .forEach(parameter -> lines.add(" ".repeat(INDENTED) + terminal.faint(text(parameter))));
            }
        }
        lines.add("");
        lines.add("./tailback fault NAME key=value … sets one (for=5m limits it), ./tailback clear [NAME] undoes it."
                + (withParameters ? "" : " ./tailback faults --all shows the keys."));
        view.undoneAtStart().forEach(lines::add);
        return lines;
    }

    public static List<String> set(List<FaultsView.Standing> standing) {
        List<String> lines = new ArrayList<>();
        standing.forEach(each -> lines.add("Set: " + name(each) + ". Seen: " + each.seen()));
        lines.add("./tailback clear undoes it.");
        return lines;
    }

    private static String text(FaultsView.ParameterView parameter) {
        String usual = parameter.usual() == null ? "" : "=" + parameter.usual();
        return parameter.name() + usual + "  (" + parameter.allowed() + ")";
    }

    private static String line(FaultsView.Standing standing) {
        String until = standing.until() == null ? "" : " until " + time(standing.until());
        String seen = standing.isSeen() ? standing.seen() : "but not seen any more: " + standing.seen();
        String how = standing.wasFound() ? "found at " : "set since ";
        return how + time(standing.since()) + until + ": " + standing.target() + "; " + seen;
    }

    private static String name(FaultsView.Standing standing) {
        return standing.fault().equals(standing.target())
                ? standing.fault()
                : standing.fault() + " " + standing.target();
    }

    private static LocalTime time(Instant instant) {
        return LocalTime.ofInstant(instant, ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
    }
}
