package dev.tailback.flowalerts.exposition;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Metrics in the text format of Prometheus, 0.0.4. */
public final class PrometheusText {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    // A whole number up to here is written as one, for people.
    private static final double EXACT = 1L << 53;

    private PrometheusText() {}

    /** Families without samples are left out. */
    public static String of(List<Family> families) {
        StringBuilder text = new StringBuilder();
        for (Family family : families) {
            if (!family.samples().isEmpty()) {
                add(family, text);
            }
        }
        return text.toString();
    }

    private static void add(Family family, StringBuilder text) {
        text.append("# HELP ")
                .append(family.name())
                .append(' ')
                .append(escaped(family.help()))
                .append('\n');
        text.append("# TYPE ")
                .append(family.name())
                .append(' ')
                .append(family.kind().name().toLowerCase(Locale.ROOT))
                .append('\n');
        for (Family.Sample sample : family.samples()) {
            text.append(family.name());
            add(sample.labels(), text);
            text.append(' ').append(number(sample.value())).append('\n');
        }
    }

    private static void add(Map<String, String> labels, StringBuilder text) {
        char separator = '{';
        for (Map.Entry<String, String> label : labels.entrySet()) {
            text.append(separator)
                    .append(label.getKey())
                    .append("=\"")
                    .append(escaped(label.getValue()).replace("\"", "\\\""))
                    .append('"');
            separator = ',';
        }
        if (!labels.isEmpty()) {
            text.append('}');
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
