package dev.tailback.flowalerts.lag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How right the ways to tell lag in seconds are: what each said, against the truth. */
public final class Methods {
    public static final String OURS = "time stamps";
    public static final String EXPORTER = "a line through ends";
    public static final String RATE = "lag by rate";

    private record Said(double trueAge, double said) {
        double error() {
            return Math.abs(said - trueAge);
        }

        /** Within a tenth, or a second. */
        boolean isRight() {
            return error() <= Math.max(1, trueAge / 10);
        }
    }

    private final Map<String, List<Said>> said = new LinkedHashMap<>();

    public void note(String method, double trueAge, double seconds) {
        said.computeIfAbsent(method, none -> new ArrayList<>()).add(new Said(trueAge, seconds));
    }

    public double right(String method) {
        return of(method).stream().filter(Said::isRight).count()
                / (double) of(method).size();
    }

    public double worst(String method) {
        return of(method).stream().mapToDouble(Said::error).max().orElse(0);
    }

    private List<Said> of(String method) {
        return said.getOrDefault(method, List.of());
    }

    /** As the page about lag has it. */
    public String table() {
        StringBuilder table =
                new StringBuilder("| method | mean error | worst | right | of |\n|---|---|---|---|---|\n");
        said.forEach((method, all) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %.2f s | %.1f s | %.0f %% | %d |%n",
                method,
                all.stream().mapToDouble(Said::error).average().orElse(0),
                worst(method),
                100 * right(method),
                all.size())));
        return table.toString();
    }

    /** What kafka-lag-exporter does: the last 60 ends with their times, and a line through them. */
    public static final class LookUp {
        private static final int REMEMBERED = 60;

        private final TreeMap<Long, Double> table = new TreeMap<>();

        public void add(long end, double second) {
            table.merge(end, second, Math::max);
            if (table.size() > REMEMBERED) {
                table.pollFirstEntry();
            }
        }

        public double seconds(long committed, long end, double now) {
            if (committed >= end || table.isEmpty()) {
                return 0;
            }
            Map.Entry<Long, Double> below = table.floorEntry(committed);
            Map.Entry<Long, Double> above = table.higherEntry(committed);
            if (below == null || above == null) {
                // By the line through its first and last point.
                below = table.firstEntry();
                above = table.lastEntry();
                if (below.getKey().equals(above.getKey())) {
                    return 0;
                }
            }
            double share = (committed - below.getKey()) / (double) (above.getKey() - below.getKey());
            return Math.max(0, now - (below.getValue() + share * (above.getValue() - below.getValue())));
        }
    }
}
