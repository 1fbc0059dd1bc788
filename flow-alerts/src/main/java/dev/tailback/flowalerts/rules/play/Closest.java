package dev.tailback.flowalerts.rules.play;

import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Of each rule and key the explanation of the moment at which it was nearest to firing, and what was ever seen. */
public final class Closest {
    /** The nearer to firing the greater. */
    public static final Comparator<Explanation> NEARNESS = Comparator.<Explanation>comparingLong(one ->
                    one.stages().stream().filter(Explanation.Stage::reached).count())
            .thenComparingLong(
                    one -> one.limits().stream().filter(Reading::breached).count())
            .thenComparingLong(one -> lacking(one).map(Explanation.Stage::seen).orElse(0))
            .thenComparingLong(one ->
                    one.limits().stream().mapToLong(Reading::signals).max().orElse(0))
            .thenComparingLong(one ->
                    one.stages().stream().mapToLong(Explanation.Stage::matched).sum());

    private record Of(String rule, Key key) {}

    private record Part(String rule, String part) {}

    private final Map<Of, Explanation> closest = new LinkedHashMap<>();
    private final Set<Part> reached = new HashSet<>();
    private final Set<Part> waitedFor = new HashSet<>();
    private final Map<Part, EnumSet<Reading.State>> states = new LinkedHashMap<>();

    /** The first stage that must come and has not; a {@code not} is waited out, and not reached. */
    public static Optional<Explanation.Stage> lacking(Explanation explanation) {
        return explanation.stages().stream()
                .filter(stage -> stage.wanted() > 0 && !stage.reached())
                .findFirst();
    }

    void look(Explanation now) {
        closest.merge(
                new Of(now.rule(), now.key()), now, (one, other) -> NEARNESS.compare(one, other) >= 0 ? one : other);
        now.stages().stream()
                .filter(Explanation.Stage::reached)
                .forEach(stage -> reached.add(new Part(now.rule(), stage.id())));
        lacking(now).ifPresent(stage -> waitedFor.add(new Part(now.rule(), stage.id())));
        for (Reading reading : now.limits()) {
            states.computeIfAbsent(
                            new Part(now.rule(), reading.limit().id()), part -> EnumSet.noneOf(Reading.State.class))
                    .add(reading.state());
        }
    }

    public Optional<Explanation> of(String rule, Key key) {
        return Optional.ofNullable(closest.get(new Of(rule, key)));
    }

    public List<Explanation> of(String rule) {
        return closest.values().stream()
                .filter(explanation -> explanation.rule().equals(rule))
                .sorted(NEARNESS.reversed())
                .toList();
    }

    public boolean wasReached(String rule, String stage) {
        return reached.contains(new Part(rule, stage));
    }

    /** Whether a chain was complete up to this stage, at some moment, and not with it. */
    public boolean wasWaitedFor(String rule, String stage) {
        return waitedFor.contains(new Part(rule, stage));
    }

    public boolean wasSeen(String rule, String limit, Reading.State state) {
        return states.getOrDefault(new Part(rule, limit), EnumSet.noneOf(Reading.State.class))
                .contains(state);
    }
}
