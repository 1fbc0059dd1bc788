package dev.tailback.lab.drill.told;

import dev.tailback.lab.drill.Moment;
import dev.tailback.lab.drill.Score;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A drill as people read it in a terminal. */
public final class DrillLines {
    private static final int LATEST = 12;

    private DrillLines() {}

    public static List<String> of(Told told, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.bold("Drill: " + told.state()) + ", level " + told.level() + ", seed " + told.seed()
                + ", for " + clock(Duration.ofSeconds(told.seconds())) + left(told));
        if (told.answer() == null) {
            lines.add("The shop: " + (told.shop().isEmpty() ? "not seen yet" : told.shop()));
            told.hints().forEach(hint -> lines.add("Hint: " + hint));
        }
        lines.add("");
        lines.addAll(moments(told));
        lines.add("");
        if (told.trouble() != null) {
            lines.add(terminal.red(told.trouble()));
        }
        if (told.answer() != null) {
            lines.addAll(answer(told.answer(), terminal));
        }
        lines.addAll(score(told, terminal));
        lines.add(terminal.faint(next(told)));
        return lines;
    }

    private static String left(Told told) {
        return told.left() == null ? "" : "; " + clock(Duration.ofSeconds(told.left())) + " are left";
    }

    private static List<String> moments(Told told) {
        List<Moment> all = told.timeline();
        int from = told.answer() == null ? Math.max(0, all.size() - LATEST) : 0;
        return all.subList(from, all.size()).stream()
                .map(moment -> "%6s  %-6s  %s"
                        .formatted(
                                clock(told.beganAt(), moment.at()), moment.who().word(), moment.says()))
                .toList();
    }

    private static List<String> answer(Told.Answer answer, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.bold(answer.incident() + ": " + answer.happened()));
        lines.add("cause     " + answer.says());
        lines.add("way       " + answer.way());
        answer.set().forEach(each -> lines.add("set       " + each));
        answer.harmless().forEach(each -> lines.add("harmless  " + each));
        lines.add("repairs   " + String.join(", ", answer.repairs()));
        lines.add("");
        return lines;
    }

    private static List<String> score(Told told, Terminal terminal) {
        if (told.score() == null) {
            return List.of();
        }
        Table table = new Table("what", "points", "of", "why");
        for (Score.Line line : told.score()) {
            table.row(
                    line.what(),
                    String.valueOf(line.points()),
                    line.most() == 0 ? "" : String.valueOf(line.most()),
                    line.why());
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(terminal.bold("total     " + told.total() + " of 100"));
        lines.add("");
        return lines;
    }

    /** What can be done now. */
    private static String next(Told told) {
        return switch (told.state()) {
            case "planned", "running" -> "As soon as you see something: ./tailback drill see";
            case "seen" ->
                "./tailback drill causes lists them, ./tailback drill name CAUSE --evidence … names one; a hint costs "
                        + told.nextHint();
            case "diagnosed" -> "./tailback drill repair lists what can be done; it ends when the shop is well again";
            default ->
                told.total() == null
                        ? "The audit looks whether anything was lost: ./tailback drill status"
                        : "./tailback drill timeline writes it as a page";
        };
    }

    private static String clock(Instant from, Instant to) {
        return clock(Duration.between(from, to));
    }

    private static String clock(Duration time) {
        return time.isNegative() ? "" : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
