package dev.tailback.lab.lag;

import java.util.List;

/** A number's course as one line of block characters. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** As wide as that, of each stretch the highest; from 0 to the highest of all. */
    static String of(List<Long> values, int width) {
        long highest = values.stream().mapToLong(Long::longValue).max().orElse(0);
        int columns = Math.min(width, values.size());
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            int from = column * values.size() / columns;
            int to = (column + 1) * values.size() / columns;
            long value = values.subList(from, to).stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
            line.append(bar(value, highest));
        }
        return line.toString();
    }

    /** What is more than nothing is seen as such. */
    private static char bar(long value, long highest) {
        if (value == 0) {
            return BARS.charAt(0);
        }
        return BARS.charAt((int) Math.max(1, value * (BARS.length() - 1) / highest));
    }
}
