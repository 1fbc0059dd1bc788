package dev.tailback.lab.scenario.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.scenario.evidence.Facts;
import dev.tailback.lab.scenario.evidence.MetricsFile;
import dev.tailback.lab.scenario.evidence.RunFolder;
import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.prediction.Compared;
import dev.tailback.lab.scenario.run.Deed;
import dev.tailback.lab.scenario.verdict.Verdict;
import dev.tailback.lab.scenario.verdict.VerdictLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of one run, made of what its folder has. */
public final class RunPage {
    private static final List<Chart> CHARTS = List.of(
            new Chart("Who comes", List.of(Metric.RPM)),
            new Chart("Failing", List.of(Metric.FAILURE_RATE, Metric.HTTP_ERROR_RATE)),
            new Chart("Waiting, p95", List.of(Metric.SEARCH_P95, Metric.ORDER_P95, Metric.CHECKOUT_P95)),
            new Chart("Lag", List.of(Metric.CATALOG_LAG, Metric.CHECKOUT_LAG, Metric.INVENTORY_LAG)),
            new Chart("Pools", List.of(Metric.CATALOG_POOL, Metric.CHECKOUT_POOL, Metric.INVENTORY_POOL)),
            new Chart("Million rows a processor second", List.of(Metric.PULSE)),
            new Chart("Waiting for locks", List.of(Metric.LOCK_WAITERS)),
            new Chart("WAL that the relay has not read", List.of(Metric.OUTBOX_BEHIND)));

    private final Facts facts;
    private final MetricsFile.Numbers numbers;

    private RunPage(Facts facts, MetricsFile.Numbers numbers) {
        this.facts = facts;
        this.numbers = numbers;
    }

    public static RunPage of(RunFolder folder) throws IOException {
        return new RunPage(folder.readFacts(), MetricsFile.read(folder.metrics()));
    }

    public String html() throws IOException {
        Axis axis = new Axis(facts.minutes());
        return frame().replace("{{title}}", Html.text(facts.scenario()))
                .replace("{{about}}", Html.text(facts.about()))
                .replace("{{outcome}}", Html.text(facts.verdict().outcome().words()))
                .replace("{{class}}", facts.verdict().outcome().name().toLowerCase(Locale.ROOT))
                .replace("{{verdict}}", verdict())
                .replace("{{drift}}", Html.text(String.join(". ", VerdictLines.machine(facts.verdict()))))
                .replace("{{prediction}}", prediction())
                .replace("{{deeds}}", facts.deeds().stream().map(RunPage::row).collect(Collectors.joining()))
                .replace("{{machine}}", Html.text(machine()))
                .replace(
                        "{{charts}}",
                        CHARTS.stream()
                                .map(chart -> chart.svg(numbers, axis, facts.deeds()))
                                .collect(Collectors.joining()));
    }

    private String verdict() {
        return facts.verdict().rows().stream().map(RunPage::row).collect(Collectors.joining());
    }

    private String prediction() {
        List<Compared> compared = facts.prediction();
        if (compared == null) {
            return "";
        }
        return """
                <h2>What was predicted</h2>
                <table>
                <thead><tr><th></th><th>predicted</th><th>measured</th><th></th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                """.formatted(compared.stream().map(RunPage::row).collect(Collectors.joining()));
    }

    private static String row(Compared compared) {
        return "<tr class=\"%s\"><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        compared.isWithin() ? "held" : "not_held",
                        Html.text(compared.what()),
                        Html.text(compared.predicted()),
                        Html.text(compared.measured()),
                        compared.isWithin() ? "within 25 %" : "not within 25 %");
    }

    private static String row(Verdict.Row row) {
        return "<tr class=\"%s\"><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        row.held() ? "held" : "not_held",
                        Html.text(row.expectation()),
                        Html.text(row.wanted()),
                        Html.text(row.seen()),
                        row.held() ? "held" : "not held");
    }

    private static String row(Deed deed) {
        return "<tr><td>%.1f</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(deed.minute(), deed.at(), Html.text(deed.what()));
    }

    private String machine() {
        return "%s, %.0f demo minutes at speed %s, load × %.2f, seed %d; %d cores of %s, %s, Java %s"
                .formatted(
                        facts.startedAt(),
                        facts.minutes(),
                        facts.speed(),
                        facts.scale(),
                        facts.seed(),
                        facts.machine().cores(),
                        facts.machine().processor(),
                        facts.system(),
                        facts.java());
    }

    private static String frame() throws IOException {
        try (InputStream page = RunPage.class.getResourceAsStream("run.html")) {
            if (page == null) {
                throw new IllegalStateException("run.html is missing beside " + RunPage.class.getName());
            }
            return new String(page.readAllBytes(), UTF_8);
        }
    }
}
