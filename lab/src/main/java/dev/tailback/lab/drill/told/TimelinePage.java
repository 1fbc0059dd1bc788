package dev.tailback.lab.drill.told;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.drill.Moment;
import dev.tailback.lab.drill.Score;
import dev.tailback.lab.scenario.report.Html;
import dev.tailback.lab.terminal.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A drill that is over as one HTML file, to be printed or handed out: no script, and nothing from elsewhere. */
public final class TimelinePage {
    private static final String NEVER = "never";
    private static final int WIDTH = 1_000;

    private final Told told;
    private final Told.Answer answer;

    private TimelinePage(Told told) {
        if (told.answer() == null) {
            throw new IllegalStateException("a drill that is " + told.state() + " has no page yet");
        }
        this.told = told;
        this.answer = told.answer();
    }

    public static String of(Told told) throws IOException {
        return new TimelinePage(told).written();
    }

    private String written() throws IOException {
        return frame().replace("{{title}}", text("Drill: " + answer.incident()))
                .replace("{{total}}", told.total() == null ? "–" : told.total().toString())
                .replace("{{state}}", text(told.state()))
                .replace("{{happened}}", text(answer.happened()))
                .replace(
                        "{{drill}}",
                        text("level %d, seed %d, begun %s".formatted(told.level(), told.seed(), told.beganAt())))
                .replace("{{course}}", course())
                .replace("{{score}}", score())
                .replace("{{cause}}", text(answer.says()))
                .replace("{{way}}", text(answer.way()))
                .replace("{{evidence}}", list(answer.evidence()))
                .replace("{{set}}", list(answer.set()))
                .replace("{{besides}}", besides())
                .replace("{{repairs}}", list(answer.repairs()))
                .replace("{{timeline}}", timeline());
    }

    /** How long each step took, drawn to one scale. */
    private String course() {
        List<Step> steps = steps();
        long all = Math.max(1, steps.stream().mapToLong(Step::orNothing).sum());
        StringBuilder drawn = new StringBuilder("<svg viewBox=\"0 0 %d 34\" role=\"img\" aria-label=\"%s\">"
                .formatted(WIDTH, steps.stream().map(Step::words).collect(Collectors.joining(", "))));
        double x = 0;
        for (Step step : steps) {
            double width = (double) WIDTH * step.orNothing() / all;
            drawn.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"34\"/>",
                    step.name(),
                    x,
                    width));
            x += width;
        }
        return drawn.append("</svg>\n<ul class=\"steps\">")
                .append(steps.stream()
                        .map(step -> "<li class=\"%s\">%s</li>".formatted(step.name(), step.words()))
                        .collect(Collectors.joining()))
                .append("</ul>\n")
                .toString();
    }

    private record Step(String name, @Nullable Long seconds) {
        long orNothing() {
            return seconds == null ? 0 : Math.max(1, seconds);
        }

        String words() {
            return name + " " + (seconds == null ? NEVER : seconds + " s");
        }
    }

    private List<Step> steps() {
        return List.of(
                new Step("detect", told.detectSeconds()),
                new Step("diagnose", told.diagnoseSeconds()),
                new Step("repair", told.repairSeconds()));
    }

    private String score() {
        if (told.score() == null) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        for (Score.Line line : told.score()) {
            rows.append("<tr><td>%s</td><td class=\"n\">%d</td><td class=\"n\">%s</td><td>%s</td></tr>\n"
                    .formatted(
                            text(line.what()),
                            line.points(),
                            line.most() == 0 ? "" : "of " + line.most(),
                            text(line.why())));
        }
        return rows.toString();
    }

    private String besides() {
        List<String> besides = new ArrayList<>();
        answer.harmless().forEach(each -> besides.add(each + " (harmless)"));
        answer.settings().forEach(each -> besides.add(each + " (from the beginning)"));
        return list(besides);
    }

    private String timeline() {
        StringBuilder rows = new StringBuilder();
        for (Moment moment : told.timeline()) {
            rows.append("<tr class=\"%s\"><td class=\"n\">%s</td><td>%s</td><td>%s</td></tr>\n"
                    .formatted(
                            moment.who().word(),
                            since(moment.at()),
                            moment.who().word(),
                            text(moment.says())));
        }
        return rows.toString();
    }

    private String since(Instant at) {
        Duration time = Duration.between(told.beganAt(), at);
        return time.isNegative() ? "" : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }

    private static String list(List<String> texts) {
        return texts.stream().map(each -> "<li>" + text(each) + "</li>").collect(Collectors.joining());
    }

    private static String text(String text) {
        return Html.text(Printable.value(text));
    }

    private static String frame() throws IOException {
        try (InputStream page = TimelinePage.class.getResourceAsStream("/dev/tailback/lab/drill/timeline.html")) {
            if (page == null) {
                throw new IllegalStateException("timeline.html is missing in the lab's jar");
            }
            return new String(page.readAllBytes(), UTF_8);
        }
    }
}
