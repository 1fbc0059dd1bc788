package dev.tailback.lab.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is wrong with something that is no order, found while reading and told when the verdict is made. */
final class StoredFindings {
    private static final int MOST_TOLD = 1_000;

    private record Stored(Wrong wrong, String about, String sentence) {}

    private final List<Stored> first = new ArrayList<>();
    private final Map<Wrong, Long> others = new EnumMap<>(Wrong.class);

    void add(Wrong wrong, String about, String sentence) {
        if (first.size() < MOST_TOLD) {
            first.add(new Stored(wrong, about, sentence));
        } else {
            others.merge(wrong, 1L, Long::sum);
        }
    }

    void tell(Verdicts verdicts) {
        first.forEach(stored -> verdicts.wrong(stored.wrong(), stored.about(), stored.sentence()));
        others.forEach(verdicts::more);
    }
}
