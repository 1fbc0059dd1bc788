package dev.tailback.lab.room;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** What happened in the last hour: the newest {@value #MOST}. */
final class Marks {
    static final int MOST = 80;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Deque<Mark> marks = new ArrayDeque<>();
    private Situation before = new Situation(Set.of(), Set.of(), Set.of());

    /**
     * What can change from one look to the next.
     *
     * @param faults that are set
     * @param gone parts that do not run
     * @param runs scenarios and walks that go on
     */
    record Situation(Set<String> faults, Set<String> gone, Set<String> runs) {
        Situation {
            faults = Set.copyOf(faults);
            gone = Set.copyOf(gone);
            runs = Set.copyOf(runs);
        }

        static List<Mark> between(Situation before, Situation after, Instant at) {
            List<Mark> marks = new ArrayList<>();
            add(marks, at, before.faults, after.faults, Mark.Kind.SET, "", Mark.Kind.CLEAR, "");
            add(marks, at, before.gone, after.gone, Mark.Kind.DIED, " is gone", Mark.Kind.BACK, " is back");
            add(marks, at, before.runs, after.runs, Mark.Kind.BEGAN, " begins", Mark.Kind.ENDED, " ends");
            return marks;
        }

        private static void add(
                List<Mark> marks,
                Instant at,
                Set<String> before,
                Set<String> after,
                Mark.Kind came,
                String comes,
                Mark.Kind went,
                String goes) {
            after.stream()
                    .filter(each -> !before.contains(each))
                    .sorted()
                    .forEach(each -> marks.add(new Mark(at, came, each + comes)));
            before.stream()
                    .filter(each -> !after.contains(each))
                    .sorted()
                    .forEach(each -> marks.add(new Mark(at, went, each + goes)));
        }
    }

    synchronized void see(Situation now, Instant at) {
        Situation.between(before, now, at).forEach(this::add);
        before = now;
    }

    private void add(Mark mark) {
        marks.addLast(mark);
        while (marks.size() > MOST || marks.getFirst().at().isBefore(mark.at().minus(KEPT))) {
            marks.removeFirst();
        }
    }

    synchronized List<Mark> all() {
        return List.copyOf(marks);
    }
}
