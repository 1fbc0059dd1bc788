package dev.tailback.flowalerts.rules.testing;

import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.rules.play.Closest;
import dev.tailback.flowalerts.rules.play.ExplanationText;
import dev.tailback.flowalerts.rules.play.Play;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A test that was run.
 *
 * @param failures sentences; none: it passed
 */
public record TestRun(RuleTest test, Play play, List<String> failures, Duration took) {
    public TestRun {
        failures = List.copyOf(failures);
    }

    public static TestRun of(RuleTest test) {
        long began = System.nanoTime();
        Play play = play(test);
        return new TestRun(test, play, new Judging(test, play).failures(), Duration.ofNanos(System.nanoTime() - began));
    }

    private static Play play(RuleTest test) {
        Play play = new Play(test.rules(), test.outOfOrder(), Duration.ZERO);
        Iterator<Long> restarts = test.restartsNanos().iterator();
        long next = restarts.hasNext() ? restarts.next() : Long.MAX_VALUE;
        for (Arrival arrival : test.arrivals()) {
            while (arrival.atNanos() >= next) {
                play.restart();
                next = restarts.hasNext() ? restarts.next() : Long.MAX_VALUE;
            }
            play.take(arrival.signal(), arrival.atNanos());
        }
        if (next != Long.MAX_VALUE) {
            play.restart();
        }
        play.end();
        return play;
    }

    /** Holds what was told against what was wanted. */
    private static final class Judging {
        private final RuleTest test;
        private final Play play;
        private final List<Verdict.Fired> fired;
        private final Set<Verdict.Fired> wanted = new HashSet<>();
        private final List<String> failures = new ArrayList<>();

        Judging(RuleTest test, Play play) {
            this.test = test;
            this.play = play;
            this.fired = play.verdicts().stream()
                    .filter(Verdict.Fired.class::isInstance)
                    .map(Verdict.Fired.class::cast)
                    .toList();
        }

        List<String> failures() {
            for (Expected expected : test.expected()) {
                switch (expected) {
                    case Expected.Alerts alerts -> hold(alerts);
                    case Expected.Silence silence -> hold(silence);
                }
            }
            for (Verdict.Fired alert : fired) {
                if (!wanted.contains(alert)) {
                    failures.add("%s: %s fired for '%s' at %s, and no expectation is of it"
                            .formatted(test.place(), alert.rule(), alert.key(), TestTime.text(alert.startNanos())));
                }
            }
            return failures;
        }

        private void hold(Expected.Alerts alerts) {
            List<Verdict.Fired> ofRule = fired.stream()
                    .filter(alert -> alert.rule().equals(alerts.rule()) && Expected.isOf(alerts.key(), alert.key()))
                    .toList();
            List<Verdict.Fired> matching =
                    ofRule.stream().filter(alert -> isInTime(alerts, alert)).toList();
            wanted.addAll(matching);
            if (matching.size() < alerts.times().least()
                    || matching.size() > alerts.times().most()) {
                failures.add("%s: %s is to fire %s times%s, and fired %d times%s%s"
                        .formatted(
                                alerts.place(),
                                alerts.rule(),
                                alerts.times(),
                                alerts.at() == null ? "" : " in that time",
                                matching.size(),
                                ofRule.isEmpty() ? "" : "; it fired at " + times(ofRule),
                                why(alerts.rule(), alerts.key())));
            }
            matching.forEach(alert -> holdEvidence(alerts, alert));
        }

        private boolean isInTime(Expected.Alerts alerts, Verdict.Fired alert) {
            Expected.Range ends = alerts.ends();
            return (alerts.at() == null || alerts.at().has(alert.startNanos()))
                    && (ends == null
                            || end(alert).map(end -> ends.has(end.timeNanos())).orElse(false));
        }

        /** The last of it: late signals may open it anew. */
        private Optional<Verdict.Resolved> end(Verdict.Fired alert) {
            return play.verdicts().stream()
                    .filter(Verdict.Resolved.class::isInstance)
                    .map(Verdict.Resolved.class::cast)
                    .filter(end -> end.incident().equals(alert.incident()))
                    .reduce((earlier, later) -> later);
        }

        private void holdEvidence(Expected.Alerts alerts, Verdict.Fired alert) {
            alerts.evidence().forEach((stage, count) -> {
                int shown = alert.evidence().stages().stream()
                        .filter(seen -> seen.stage().equals(stage))
                        .mapToInt(seen -> seen.signals().size())
                        .sum();
                if (shown != count) {
                    failures.add("%s: the evidence of %s is to show %d signals of stage '%s', and shows %d"
                            .formatted(alerts.place(), alerts.rule(), count, stage, shown));
                }
            });
        }

        private void hold(Expected.Silence silence) {
            List<Verdict.Fired> loud = fired.stream()
                    .filter(alert -> alert.rule().equals(silence.rule()) && Expected.isOf(silence.key(), alert.key()))
                    .toList();
            if (!loud.isEmpty()) {
                wanted.addAll(loud);
                failures.add("%s: %s is to be silent, and fired at %s"
                        .formatted(silence.place(), silence.rule(), times(loud)));
                return;
            }
            Expected.Because because = silence.because();
            if (because != null
                    && !explanations(silence.rule(), silence.key()).stream().anyMatch(one -> isWhy(because, one))) {
                failures.add("%s: %s is silent for another reason%s"
                        .formatted(silence.place(), silence.rule(), why(silence.rule(), silence.key())));
            }
        }

        private static boolean isWhy(Expected.Because because, Explanation explanation) {
            return switch (because) {
                case Expected.Because.Lacks lacks -> {
                    yield Closest.lacking(explanation)
                            .filter(stage -> stage.id().equals(lacks.stage()))
                            .filter(stage -> lacks.seen() == null || lacks.seen() == stage.seen())
                            .isPresent();
                }
                case Expected.Because.Stands stands ->
                    explanation.limits().stream()
                            .filter(reading -> reading.limit().id().equals(stands.threshold()))
                            .map(Reading::state)
                            .anyMatch(state ->
                                    state.name().toLowerCase(Locale.ROOT).equals(stands.is()));
            };
        }

        private List<Explanation> explanations(String rule, @Nullable Key key) {
            return play.closest().of(rule).stream()
                    .filter(explanation -> Expected.isOf(key, explanation.key()))
                    .toList();
        }

        private String why(String rule, @Nullable Key key) {
            List<Explanation> closest = explanations(rule, key);
            if (closest.isEmpty()) {
                return "; no signal of its key satisfied any part of it";
            }
            Explanation nearest = closest.getFirst();
            return "; it came nearest for '%s' at %s:\n%s"
                    .formatted(
                            nearest.key(),
                            TestTime.text(nearest.atNanos()),
                            String.join("\n", ExplanationText.lines(nearest)));
        }

        private String times(List<Verdict.Fired> alerts) {
            return alerts.stream()
                    .map(alert -> TestTime.text(alert.startNanos())
                            + end(alert)
                                    .map(end -> " until " + TestTime.text(end.timeNanos()))
                                    .orElse(""))
                    .collect(Collectors.joining(", "));
        }
    }
}
