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
    private static final int INDENTED = 24;

    private FaultLines() {}

    public static List<String> of(FaultsView view, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        for (FaultsView.Row row : view.faults()) {
            lines.add(terminal.bold(("%-" + INDENTED + "s").formatted(row.fault())) + row.does());
            row.parameters().forEach(parameter -> lines.add(" ".repeat(INDENTED) + terminal.faint(text(parameter))));
            for (FaultsView.Standing standing : row.set()) {
                lines.add("  " + (standing.isSeen() ? terminal.red(line(standing)) : terminal.yellow(line(standing))));
            }
        }
        lines.add("");
        lines.add(
                "./tailback fault NAME key=value … sets one (for=5m: for so long), ./tailback clear [NAME] undoes it.");
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
        return "set since " + time(standing.since()) + until + ": " + standing.target() + "; " + seen;
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
