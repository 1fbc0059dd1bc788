package dev.tailback.stage.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Time by stack. A stack too many is counted under the name of its work alone. */
final class Tally {
    private static final int MOST_STACKS = 5_000;

    private final Map<Place, Spent> spent = new HashMap<>();

    private record Place(List<String> frames, Activity activity) {}

    private static final class Spent {
        private long nanos;
        private long samples;
    }

    void add(String work, List<String> frames, Activity activity, long nanos) {
        List<String> all = new ArrayList<>();
        all.add(work);
        all.addAll(frames);
        Place place = new Place(all, activity);
        if (spent.size() >= MOST_STACKS && !spent.containsKey(place)) {
            place = new Place(List.of(work, "(more than " + MOST_STACKS + " stacks)"), activity);
        }
        Spent there = spent.computeIfAbsent(place, unseen -> new Spent());
        there.nanos += nanos;
        there.samples++;
    }

    /** Where most time went first. */
    List<Profile.Stack> stacks() {
        return spent.entrySet().stream()
                .map(entry -> new Profile.Stack(
                        entry.getKey().frames(),
                        entry.getKey().activity(),
                        Duration.ofNanos(entry.getValue().nanos),
                        entry.getValue().samples))
                .sorted(Comparator.comparing(Profile.Stack::spent).reversed())
                .toList();
    }
}
