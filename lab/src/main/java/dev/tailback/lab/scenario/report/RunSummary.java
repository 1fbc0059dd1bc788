package dev.tailback.lab.scenario.report;

import dev.tailback.lab.calibration.Pace;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.evidence.Facts;
import dev.tailback.lab.scenario.evidence.MetricsFile;
import dev.tailback.lab.scenario.evidence.RunFolder;
import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.measuring.Window;
import dev.tailback.lab.scenario.prediction.Compared;
import dev.tailback.telemetry.DemoRun.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run in one line of a table of many: its verdict, and how it was in its worst phase. */
public final class RunSummary {
    private static final List<String> COLUMNS = List.of(
            "run",
            "verdict",
            "drift",
            "pace",
            "worst phase",
            "failing",
            "in consumer",
            "order p95",
            "search p95 at most");

    private final String name;
    private final Facts facts;
    private final Scenario scenario;
    private final Recording recording;

    private RunSummary(String name, Facts facts, Scenario scenario, Recording recording) {
        this.name = name;
        this.facts = facts;
        this.scenario = scenario;
        this.recording = recording;
    }

    public static RunSummary of(RunFolder folder) throws IOException {
        return of(folder, folder.readFacts());
    }

    /** @param facts what is said of it, if not what it said itself */
    public static RunSummary of(RunFolder folder, Facts facts) throws IOException {
        return new RunSummary(
                String.valueOf(folder.path().getFileName()),
                facts,
                folder.readScenario(),
                MetricsFile.read(folder.metrics()).measured());
    }

    /** Those of every run, and one for each thing that the model says of it. */
    public List<String> columns() {
        return Stream.concat(COLUMNS.stream(), compared().stream().map(Compared::what))
                .toList();
    }

    public List<String> cells() {
        Phase worst = worst();
        Pace pace = facts.verdict().pace();
        Window window = window(worst);
        List<String> cells = new ArrayList<>(List.of(
                name,
                facts.verdict().outcome().words(),
                percent(facts.verdict().drift().share()),
                pace == null ? "-" : percent(pace.share()),
                worst.name(),
                text(Metric.FAILURE_RATE, Metric.FAILURE_RATE.in(window)),
                text(Metric.FAILED_IN_CONSUMER, Metric.FAILED_IN_CONSUMER.in(window)),
                text(Metric.ORDER_P95, Metric.ORDER_P95.in(window)),
                text(Metric.SEARCH_P95, slowestSearches())));
        compared()
                .forEach(each -> cells.add(
                        "%s (%s)%s".formatted(number(each.came()), said(each), each.isWithin() ? "" : " NOT WITHIN")));
        return cells;
    }

    private List<Compared> compared() {
        List<Compared> compared = facts.prediction();
        return compared == null ? List.of() : compared;
    }

    private Phase worst() {
        Phase worst = scenario.phases().getFirst();
        double most = -1;
        for (Phase phase : scenario.phases()) {
            double failing = Metric.FAILURE_RATE.in(window(phase)).orElse(-1);
            if (failing > most) {
                worst = phase;
                most = failing;
            }
        }
        return worst;
    }

    private OptionalDouble slowestSearches() {
        return scenario.phases().stream()
                .map(phase -> Metric.SEARCH_P95.in(window(phase)))
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }

    private Window window(Phase phase) {
        double end = scenario.phases().stream()
                .mapToDouble(Phase::from)
                .filter(from -> from > phase.from())
                .min()
                .orElse(scenario.minutes());
        return recording.between(phase.from(), end);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%+.0f %%", 100 * share);
    }

    private static String said(Compared each) {
        String least = number(each.said());
        String most = number(each.saidAtMost());
        return least.equals(most) ? least : least + " to " + most;
    }

    private static String number(@Nullable Double number) {
        return number == null ? "never" : String.format(Locale.ROOT, number < 100 ? "%.1f" : "%.0f", number);
    }

    private static String text(Metric metric, OptionalDouble value) {
        return value.isEmpty() ? "-" : metric.unit().text(value.getAsDouble());
    }
}
