package dev.tailback.lab.scenario.report;

import static dev.tailback.lab.scenario.report.Axis.number;

import dev.tailback.lab.scenario.evidence.MetricsFile;
import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.measuring.Unit;
import dev.tailback.lab.scenario.run.Deed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Metrics of one unit, drawn over the demo's minutes, with what was predicted of them. Where there is nothing the curve
 * is broken.
 */
record Chart(String title, List<Metric> metrics) {
    private static final double HEIGHT = 190;
    private static final double TOP = 28;
    private static final double BOTTOM = 24;
    private static final int MARKS = 4;
    /** What marks are multiples of, with any power of ten. */
    private static final double[] ROUND = {1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};

    private record Point(double minute, OptionalDouble value) {}

    String svg(MetricsFile.Numbers numbers, Axis axis, List<Deed> deeds) {
        List<List<Point>> measured = curves(numbers.measured(), axis);
        List<List<Point>> predicted = curves(numbers.predicted(), axis);
        double most = MARKS * markAtLeast(Math.max(most(measured), most(predicted)) / MARKS);
        StringBuilder svg = new StringBuilder();
        svg.append("<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n"
                .formatted(number(Axis.WIDTH), number(HEIGHT), Html.text(title)));
        svg.append("<text class=\"title\" x=\"0\" y=\"16\">%s</text>\n".formatted(Html.text(title)));
        drawMarks(svg, axis, most);
        drawDeeds(svg, axis, deeds);
        for (int n = 0; n < metrics.size(); n++) {
            svg.append(path("curve c" + n, axis, most, measured.get(n)));
            svg.append(path("curve predicted c" + n, axis, most, predicted.get(n)));
            svg.append(name(n));
        }
        return svg.append("</svg>\n").toString();
    }

    private List<List<Point>> curves(Recording recording, Axis axis) {
        return metrics.stream().map(metric -> points(metric, recording, axis)).toList();
    }

    private static List<Point> points(Metric metric, Recording recording, Axis axis) {
        List<Point> points = new ArrayList<>();
        for (double from = 0; from < axis.minutes(); from += axis.stretch()) {
            points.add(new Point(from + axis.stretch() / 2, metric.in(recording.between(from, from + axis.stretch()))));
        }
        return points;
    }

    private static double most(List<List<Point>> curves) {
        double most = curves.stream()
                .flatMap(List::stream)
                .flatMapToDouble(point -> point.value().stream())
                .max()
                .orElse(0);
        return most > 0 ? most : 1;
    }

    private double markAtLeast(double least) {
        if (metrics.getFirst().unit() == Unit.COUNT && least < 10) {
            return Math.ceil(least);
        }
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        return power
                * Arrays.stream(ROUND)
                        .filter(round -> round * power >= least)
                        .findFirst()
                        .orElse(10);
    }

    private void drawMarks(StringBuilder svg, Axis axis, double most) {
        for (int mark = 0; mark <= MARKS; mark++) {
            double value = most * mark / MARKS;
            double y = y(value, most);
            svg.append("<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
                    .formatted(number(Axis.LEFT), number(Axis.WIDTH - Axis.RIGHT), number(y), number(y)));
            svg.append("<text class=\"mark\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>\n"
                    .formatted(
                            number(Axis.LEFT - 6),
                            number(y + 4),
                            Html.text(metrics.getFirst().unit().text(value))));
        }
        for (double minute = 0; minute <= axis.minutes(); minute += axis.markEvery()) {
            svg.append("<text class=\"mark\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">%.0f</text>\n"
                    .formatted(number(axis.x(minute)), number(HEIGHT - 6), minute));
        }
    }

    private static void drawDeeds(StringBuilder svg, Axis axis, List<Deed> deeds) {
        for (Deed deed : deeds) {
            svg.append("<line class=\"deed\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"><title>%s</title></line>\n"
                    .formatted(
                            number(axis.x(deed.minute())),
                            number(axis.x(deed.minute())),
                            number(TOP),
                            number(HEIGHT - BOTTOM),
                            Html.text(deed.what())));
        }
    }

    private static String path(String style, Axis axis, double most, List<Point> points) {
        StringBuilder path = new StringBuilder();
        boolean isDown = false;
        for (Point point : points) {
            if (point.value().isPresent()) {
                path.append(isDown ? "L" : "M")
                        .append(number(axis.x(point.minute())))
                        .append(' ')
                        .append(number(y(point.value().getAsDouble(), most)))
                        // A dot, for one that stands alone.
                        .append(isDown ? "" : "h0");
            }
            isDown = point.value().isPresent();
        }
        return "<path class=\"%s\" d=\"%s\"/>\n".formatted(style, path);
    }

    private String name(int number) {
        return "<text class=\"name c%d\" x=\"%s\" y=\"16\">%s</text>\n"
                .formatted(
                        number,
                        number(300 + 160.0 * number),
                        metrics.get(number).text());
    }

    private static double y(double value, double most) {
        return HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - TOP);
    }
}
