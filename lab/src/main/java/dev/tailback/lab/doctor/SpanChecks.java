package dev.tailback.lab.doctor;

import dev.tailback.lab.spans.StoreReport;
import dev.tailback.lab.terminal.Amounts;
import java.util.List;
import java.util.Locale;

/** How the table of spans does, by its own report. */
final class SpanChecks {
    private static final double BAD_BYTES_A_DAY = 100_000_000;
    private static final double WARN_BYTES_A_DAY = 50_000_000;
    private static final double WARN_FULL = 0.7;
    private static final double BAD_FULL = 0.9;

    private SpanChecks() {}

    static List<Check> checks(StoreReport report) {
        return List.of(growth(report.growth()), room(report), dropped(report.writing()));
    }

    /** A rush of some minutes does not tell what a day brings: less than an hour is only a warning. */
    private static Check growth(StoreReport.Growth growth) {
        Verdict verdict = Verdict.of(growth.bytesPerDay(), WARN_BYTES_A_DAY, BAD_BYTES_A_DAY);
        return Check.of(
                "growth of spans",
                verdict == Verdict.BAD && growth.measuredHours() < 1 ? Verdict.WARN : verdict,
                growth.bytesPerDay(),
                BAD_BYTES_A_DAY,
                String.format(
                        Locale.ROOT,
                        "%s a day, measured over %.1f hours",
                        Amounts.bytes(Math.round(growth.bytesPerDay())),
                        growth.measuredHours()),
                "keep them for fewer days (SPANS_KEEP_SUCCESSFUL_DAYS), or send fewer: OTEL_TRACES_SAMPLER");
    }

    private static Check room(StoreReport report) {
        long bytes = report.sizes().tableBytes() + report.sizes().indexBytes();
        long max = report.writing().maxBytes();
        return Check.of(
                "room for spans",
                Verdict.of(bytes, WARN_FULL * max, BAD_FULL * max),
                bytes,
                BAD_FULL * max,
                Amounts.bytes(bytes) + " of the " + Amounts.bytes(max) + " that they may take",
                "beyond it the oldest days go; SPANS_DB_MAX_MB gives more");
    }

    private static Check dropped(StoreReport.Writing writing) {
        long dropped = writing.droppedForQueue() + writing.droppedForDisk() + writing.refused();
        boolean isAway = writing.state().equals("away");
        Verdict verdict = isAway ? Verdict.BAD : Verdict.of(dropped, 0, writing.taken());
        return Check.of(
                "writing of spans",
                verdict,
                dropped,
                writing.taken(),
                String.format(
                        Locale.ROOT,
                        "database %s, %d written, %d dropped, %d late; %.4f ms a span",
                        writing.state(),
                        writing.written(),
                        dropped,
                        writing.late(),
                        writing.writeMillis().mean()),
                "see store in /health of flow-alerts for what was dropped and why");
    }
}
