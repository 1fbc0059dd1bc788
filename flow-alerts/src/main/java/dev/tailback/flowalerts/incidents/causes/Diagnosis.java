package dev.tailback.flowalerts.incidents.causes;

import dev.tailback.flowalerts.incidents.casefile.Cause;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Weighs every cause that is known, and puts the most probable first. A cause for which nothing speaks at all is not
 * mentioned.
 */
public final class Diagnosis {
    static final int MOST = 20;

    private Diagnosis() {}

    public static List<Cause> of(Facts facts) {
        return Stream.of(DatabaseCauses.of(facts), PoolCauses.of(facts), KafkaCauses.of(facts), CallCauses.of(facts))
                .flatMap(List::stream)
                .filter(Weighing::hasFor)
                .map(Weighing::cause)
                .sorted(Comparator.comparingInt(Cause::weight)
                        .reversed()
                        .thenComparing(Cause::id)
                        .thenComparing(Cause::says))
                .limit(MOST)
                .toList();
    }
}
