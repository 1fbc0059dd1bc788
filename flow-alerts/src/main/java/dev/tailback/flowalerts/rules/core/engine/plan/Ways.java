package dev.tailback.flowalerts.rules.core.engine.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The ways to satisfy a condition: it is satisfied if all leaves of one way are. One signal of several kinds is one way, as
 * it makes no difference to a chain of which kind it was.
 */
record Ways(List<List<Need>> ways) {
    record Need(long bits, int atLeast) {}

    static Ways of(long bit, int atLeast) {
        return new Ways(List.of(List.of(new Need(bit, atLeast))));
    }

    Ways and(Ways other) {
        List<List<Need>> both = new ArrayList<>();
        for (List<Need> left : ways) {
            for (List<Need> right : other.ways) {
                ArrayList<Need> way = new ArrayList<>(left);
                way.addAll(right);
                both.add(List.copyOf(way));
            }
        }
        return new Ways(List.copyOf(both));
    }

    Ways or(Ways other) {
        List<List<Need>> either = new ArrayList<>();
        long single = 0L;
        for (List<List<Need>> some : List.of(ways, other.ways)) {
            for (List<Need> way : some) {
                if (way.size() == 1 && way.getFirst().atLeast() == 1) {
                    single |= way.getFirst().bits();
                } else {
                    either.add(way);
                }
            }
        }
        if (single != 0) {
            either.add(List.of(new Need(single, 1)));
        }
        return new Ways(List.copyOf(either));
    }
}
