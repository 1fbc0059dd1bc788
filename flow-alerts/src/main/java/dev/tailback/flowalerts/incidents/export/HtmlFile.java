package dev.tailback.flowalerts.incidents.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.Cause;
import dev.tailback.flowalerts.incidents.casefile.MetricLine;
import dev.tailback.flowalerts.incidents.casefile.StageSeen;
import dev.tailback.flowalerts.incidents.casefile.Written;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that is known of an incident in one HTML file, which needs nothing else: no script, no picture, no font. It carries the
 * incident as JSON, too: {@code JSON.parse(document.getElementById('incident').textContent)}.
 */
public final class HtmlFile {
    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
            h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:2rem 0 .4rem}
            table{border-collapse:collapse;width:100%;font-size:.87rem}
            td,th{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #d0d7de;vertical-align:top;overflow-wrap:anywhere}
            th{font-weight:600;white-space:nowrap}td{max-width:32rem}
            .facts{margin:.2rem 0 1rem;padding:0;list-style:none}.for::before{content:"for "}.against::before{content:"against "}
            .for::before,.against::before{font-weight:600}.against{color:#57606a}
            svg{display:block;width:14rem;height:2.2rem}polyline{fill:none;stroke:#0969da;stroke-width:1.5}
            @media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}td,th{border-color:#30363d}.against{color:#8b949e}polyline{stroke:#58a6ff}}
            """;

    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'".formatted(hash(STYLE));

    private static final int WIDTH = 224;
    private static final int HEIGHT = 34;

    private final Incident incident;
    private final CaseFile file;
    private final Html page = new Html();

    private HtmlFile(Incident incident) {
        this.incident = incident;
        this.file = incident.file();
    }

    public static byte[] of(Incident incident) {
        return new HtmlFile(incident).written().getBytes(UTF_8);
    }

    /** Made of what only hexadecimal digits and a rule's name are made of. */
    public static String name(Incident incident) {
        return "incident-%s-%s.html"
                .formatted(
                        incident.rule().replaceAll("[^A-Za-z0-9_.-]", "_"),
                        incident.id().replaceAll("[^A-Za-z0-9]", "_"));
    }

    private String written() {
        page.own("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .own("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .own("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .own(CONTENT_SECURITY_POLICY)
                .own("\">\n<title>")
                .text("Incident " + incident.id() + ": " + incident.rule())
                .own("</title>\n<style>" + STYLE + "</style></head><body>\n");
        headline();
        causes();
        money();
        rule();
        spans();
        plans();
        lines();
        timeline();
        leftOut();
        page.own("<script type=\"application/json\" id=\"incident\">")
                .own(Escaped.json(Written.JSON.writeValueAsString(incident)))
                .own("</script>\n</body></html>\n");
        return page.toString();
    }

    private void headline() {
        page.element("h1", incident.summary()).own("\n");
        page.table("what", "");
        page.row("state", incident.state().word());
        page.row("rule", incident.rule());
        incident.key().forEach((name, value) -> page.row(name, value));
        page.row("began", incident.since());
        if (incident.endedAt() != null && incident.ending() != null) {
            page.row(
                    "ended",
                    "%s (%s), after %s"
                            .formatted(
                                    incident.endedAt(),
                                    incident.ending().word(),
                                    text(Duration.between(incident.since(), incident.endedAt()))));
        }
        if (incident.acknowledged() != null) {
            page.row(
                    "acknowledged",
                    incident.acknowledged().by() + " " + incident.acknowledged().note());
        }
        incident.labels().forEach((name, value) -> page.row("label " + name, value));
        incident.annotations().forEach((name, value) -> page.row(name, value));
        page.row("id", incident.id());
        page.end("table");
    }

    private static String text(Duration duration) {
        return "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    private void causes() {
        if (file.causes().isEmpty()) {
            return;
        }
        page.heading("Probable causes");
        for (Cause cause : file.causes()) {
            page.own("<details" + (cause.weight() > 0 ? " open" : "") + ">")
                    .element("summary", "%s (%+d)".formatted(cause.says(), cause.weight()))
                    .own("<ul class=\"facts\">\n");
            for (Cause.Fact fact : cause.facts()) {
                page.element("li class=\"%s\"".formatted(fact.weight() > 0 ? "for" : "against"), fact.says())
                        .own("\n");
            }
            page.end("ul").end("details");
        }
    }

    private void money() {
        CaseFile.Revenue revenue = file.revenue();
        if (revenue != null) {
            page.heading("Failed revenue");
            page.own("<p>")
                    .text("%s: %.0f %s in the last minute, %.0f since it began"
                            .formatted(revenue.metric(), revenue.perMinute(), revenue.unit(), revenue.total()))
                    .own("</p>\n")
                    .table("minute", "failed");
            revenue.minutes()
                    .forEach(minute -> page.row(minute.at(), String.format(Locale.ROOT, "%.0f", minute.failed())));
            page.end("table");
        }
        if (file.orders().touched() > 0) {
            page.heading("Orders");
            page.own("<p>")
                    .text("%d touched, %d of them failed"
                            .formatted(file.orders().touched(), file.orders().failed()))
                    .own("</p>\n");
            page.element("p", String.join(" ", file.orders().ids()));
        }
    }

    private void rule() {
        page.heading("Why the rule fired");
        page.table("stage", "signal", "at", "attributes");
        for (StageSeen stage : file.stages()) {
            stage.signals()
                    .forEach(signal -> page.row(
                            stage.stage(),
                            signal.kind() + " " + signal.name(),
                            signal.at(),
                            attributes(signal.attributes())));
        }
        page.end("table");
        if (!file.thresholds().isEmpty()) {
            page.table("threshold", "wanted", "was", "signals", "state");
            file.thresholds()
                    .forEach(figure -> page.row(
                            figure.id(),
                            figure.bound(),
                            figure.figure() == null ? "nothing" : figure.figure(),
                            figure.signals(),
                            figure.state()));
            page.end("table");
        }
    }

    private static String attributes(Map<String, Object> attributes) {
        StringBuilder text = new StringBuilder();
        attributes.forEach(
                (name, value) -> text.append(name).append(" = ").append(value).append('\n'));
        return text.toString().strip();
    }

    private void spans() {
        if (file.spans().isEmpty()) {
            return;
        }
        page.heading("Spans");
        page.table("service", "span", "began", "took", "status", "trace", "attributes");
        file.spans()
                .forEach(span -> page.row(
                        span.service(),
                        span.name(),
                        span.startedAt(),
                        String.format(Locale.ROOT, "%.1f ms", span.durationMs()),
                        span.status(),
                        span.traceId(),
                        attributes(span.attributes())));
        page.end("table");
    }

    private void plans() {
        if (file.plans().isEmpty()) {
            return;
        }
        page.heading("Plans");
        page.table("service", "table", "whole table read", "missing indexes", "slowest", "seen", "statement");
        file.plans()
                .forEach(plan -> page.row(
                        plan.service(),
                        plan.table() == null ? "" : plan.table(),
                        plan.fullTableScan() ? "yes" : "no",
                        String.join(", ", plan.missingIndexes()),
                        String.format(Locale.ROOT, "%.0f ms", plan.slowestMs()),
                        plan.seen(),
                        plan.statement() == null ? "" : plan.statement()));
        page.end("table");
    }

    private void lines() {
        if (file.lines().isEmpty()) {
            return;
        }
        page.heading("Metrics");
        page.table("service", "metric", "", "least", "most", "last", "attributes");
        for (MetricLine line : file.lines()) {
            page.own("<tr>").element("td", line.service()).element("td", line.metric());
            page.own("<td>" + curve(line.points()) + "</td>");
            DoubleSummaryStatistics values =
                    line.points().stream().mapToDouble(MetricLine.Point::value).summaryStatistics();
            page.element("td", number(values.getMin()))
                    .element("td", number(values.getMax()))
                    .element("td", number(line.points().getLast().value()) + " " + line.unit())
                    .element("td", attributes(line.attributes()))
                    .own("</tr>\n");
        }
        page.end("table");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e12
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    /** Of numbers only. */
    private static String curve(List<MetricLine.Point> points) {
        DoubleSummaryStatistics values =
                points.stream().mapToDouble(MetricLine.Point::value).summaryStatistics();
        Instant from = points.getFirst().at();
        long span = Math.max(1, Duration.between(from, points.getLast().at()).toMillis());
        double range = values.getMax() == values.getMin() ? 1 : values.getMax() - values.getMin();
        StringBuilder curve = new StringBuilder(
                "<svg viewBox=\"0 0 %d %d\" aria-hidden=\"true\"><polyline points=\"".formatted(WIDTH, HEIGHT));
        for (MetricLine.Point point : points) {
            curve.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    (double) WIDTH * Duration.between(from, point.at()).toMillis() / span,
                    HEIGHT - 2 - (HEIGHT - 4) * (point.value() - values.getMin()) / range));
        }
        return curve.append("\"/></svg>").toString();
    }

    private void timeline() {
        if (file.timeline().isEmpty()) {
            return;
        }
        page.heading("Timeline");
        page.table("at", "what", "");
        file.timeline().forEach(moment -> page.row(moment.at(), moment.kind().word(), moment.says()));
        page.end("table");
    }

    private void leftOut() {
        CaseFile.LeftOut left = file.leftOut();
        if (!left.equals(CaseFile.LeftOut.NOTHING)) {
            page.own("<p>")
                    .text("Left out for want of room: %d spans, %d metrics, %d plans, %d orders, %d moments."
                            .formatted(left.spans(), left.lines(), left.plans(), left.orders(), left.moments()))
                    .own("</p>\n");
        }
    }

    private static String hash(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("no SHA-256, which every Java has", failure);
        }
    }
}
