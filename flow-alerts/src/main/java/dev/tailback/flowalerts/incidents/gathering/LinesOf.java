package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.MetricLine;
import dev.tailback.flowalerts.incidents.casefile.Shortened;
import dev.tailback.flowalerts.incidents.gathering.Figures.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/** Metrics around an incident: those that moved, the others not. */
final class LinesOf {
    private static final int MOST_POINTS = 120;
    private static final long EARLIER = 120_000_000_000L;

    private final Figures figures;

    LinesOf(Figures figures) {
        this.figures = figures;
    }

    record Found(List<MetricLine> lines, int leftOut) {}

    Found in(Window window) {
        List<Stretch> moved = figures.all(series -> true, window.from() - EARLIER, window.to()).stream()
                .filter(stretch -> movement(stretch) > 0)
                .sorted(Comparator.comparingDouble(LinesOf::movement).reversed())
                .toList();
        return new Found(
                moved.stream()
                        .limit(CaseFile.MOST_LINES)
                        .sorted(Comparator.comparing(
                                        (Stretch stretch) -> stretch.series().metric())
                                .thenComparing(stretch -> stretch.series().service()))
                        .map(LinesOf::line)
                        .toList(),
                Math.max(0, moved.size() - CaseFile.MOST_LINES));
    }

    /** How much of its height a line went through, so that records and seconds compare. */
    private static double movement(Stretch stretch) {
        DoubleSummaryStatistics figures = DoubleStream.of(stretch.values()).summaryStatistics();
        double highest = Math.max(Math.abs(figures.getMax()), Math.abs(figures.getMin()));
        return highest == 0 ? 0 : (figures.getMax() - figures.getMin()) / highest;
    }

    private static MetricLine line(Stretch stretch) {
        int every = Math.max(1, (stretch.size() + MOST_POINTS - 1) / MOST_POINTS);
        List<MetricLine.Point> points = new ArrayList<>();
        for (int i = 0; i < stretch.size(); i++) {
            // The last one is where it stands now.
            if (i % every == 0 || i == stretch.size() - 1) {
                points.add(new MetricLine.Point(Window.instant(stretch.nanos()[i]), stretch.values()[i]));
            }
        }
        Figures.Series series = stretch.series();
        return new MetricLine(
                Shortened.text(series.service()),
                series.metric(),
                Shortened.text(series.unit()),
                Shortened.attributes(series.attributes().asMap()),
                points);
    }
}
