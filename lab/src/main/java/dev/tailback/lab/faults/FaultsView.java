package dev.tailback.lab.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be broken and what is: public JSON, so fields are only ever added.
 *
 * @param undoneAtStart what an earlier lab had left behind
 */
public record FaultsView(List<Row> faults, List<String> undoneAtStart) {
    public FaultsView {
        faults = List.copyOf(faults);
        undoneAtStart = List.copyOf(undoneAtStart);
    }

    FaultsView and(FaultsView more) {
        List<Row> rows = new ArrayList<>(faults);
        rows.addAll(more.faults);
        return new FaultsView(rows, undoneAtStart);
    }

    public record Row(String fault, String does, List<ParameterView> parameters, List<Standing> set) {
        public Row {
            parameters = List.copyOf(parameters);
            set = List.copyOf(set);
        }
    }

    public record ParameterView(String name, @Nullable String usual, String allowed) {}

    /**
     * A fault that is set.
     *
     * @param since when it was set, or found
     * @param isSeen whether it is really there: a stage that was started again has forgotten what it was told
     * @param wasFound whether somebody else has set it
     */
    public record Standing(
            String fault,
            String target,
            Map<String, String> with,
            Instant since,
            @Nullable Instant until,
            boolean isSeen,
            String seen,
            boolean wasFound) {
        public Standing {
            with = Map.copyOf(with);
        }

        static Standing of(SetFault entry, Sight sight) {
            return new Standing(
                    entry.fault(),
                    entry.target(),
                    entry.with(),
                    entry.since(),
                    entry.until(),
                    sight.isThere(),
                    sight.words(),
                    entry.wasFound());
        }
    }

    /** A fault that was set, without a look at it. */
    public record Noted(
            String fault,
            String target,
            Map<String, String> with,
            Instant since,
            @Nullable Instant until) {
        public Noted {
            with = Map.copyOf(with);
        }

        @Override
        public String toString() {
            return target.equals(fault) ? fault : fault + " " + target;
        }
    }
}
