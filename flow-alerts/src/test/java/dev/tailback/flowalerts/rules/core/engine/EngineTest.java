package dev.tailback.flowalerts.rules.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Bound;
import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.model.Value;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Explanation.Phase;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final Key SHOP = new Key(List.of("shop"));

    @Test
    void aChainFiresWithTheSpanThatCompletesIt() {
        Stream stream = new Stream(Rules.rule("chain", Rules.stage("a"), Rules.stage("b")));

        stream.span(100, Map.of("a", true)).span(101, Map.of("b", true));

        assertThat(stream.story()).containsExactly("+101");
    }

    @Test
    void aChainThatCameOutOfOrderFiresAtTheTimeOfItsLastSpan() {
        Stream stream = new Stream(Rules.rule("chain", Rules.stage("a"), Rules.stage("b")));

        stream.span(102, Map.of("b", true)).span(100, Map.of("a", true));

        assertThat(stream.story()).containsExactly("+102");
    }

    @Test
    void aChainWithoutAThresholdLastsUntilItIsOlderThanWithin() {
        Stream stream = new Stream(Rules.rule("chain", Rules.stage("a"), Rules.stage("b")));

        stream.span(100, Map.of("a", true))
                .span(110, Map.of("b", true))
                .upTo(699)
                .upTo(701);

        assertThat(stream.story()).containsExactly("+110", "-700 OVER");
    }

    @Test
    void anAbsenceWaitsForItsWindowToEndInEventTime() {
        Stream stream = new Stream(Rules.rule("gone", Rules.stage("a"), Rules.not("b", 60)));

        stream.span(100, Map.of("a", true)).span(164, Map.of("c", true));
        assertThat(stream.story()).isEmpty();

        stream.span(165, Map.of("c", true));
        assertThat(stream.story()).containsExactly("+160");
    }

    @Test
    void anAbsenceStaysSilentWhenWhatItMissesComesInTheLastMomentAndLate() {
        Stream stream = new Stream(Rules.rule("gone", Rules.stage("a"), Rules.not("b", 60)));

        stream.span(100, Map.of("a", true))
                .span(164, Map.of("c", true))
                .span(159.9, Map.of("b", true))
                .upTo(300);

        assertThat(stream.story()).isEmpty();
    }

    @Test
    void silenceIsTimedByTheClockWhereNothingComesAnyMore() {
        Stream stream = new Stream(Rules.rule("gone", Rules.stage("a"), Rules.not("b", 60)));

        stream.span(100, Map.of("a", true)).tick(220).tick(226);

        assertThat(stream.story()).containsExactly("+160");
    }

    @Test
    void aSpanSentTwiceCountsOnce() {
        Stream stream = new Stream(Rules.rule("count", Rules.stage("a", 2)));
        Signal span = Stream.span(100, 7, Map.of("a", true));

        stream.send(span).send(span).upTo(200);

        assertThat(stream.story()).isEmpty();
        assertThat(stream.engine.counts().duplicates()).isEqualTo(1);
    }

    @Test
    void evidenceIsTheVerySpansOfEachStage() {
        Stream stream = new Stream(Rules.rule("chain", Rules.stage("a", 2), Rules.stage("b")));

        stream.span(100, Map.of("a", true))
                .span(101, Map.of("a", true))
                .span(102, Map.of("a", true))
                .span(103, Map.of("b", true));

        List<Evidence.Seen> stages =
                ((Verdict.Fired) stream.told.getFirst()).evidence().stages();
        assertThat(stages).extracting(seen -> seen.stage()).containsExactly("a", "b");
        assertThat(stages.getFirst().signals())
                .extracting(signal -> signal.timeNanos() / 1_000_000_000)
                .containsExactly(101L, 102L);
        assertThat(stages.getLast().signals().getFirst().attributes())
                .isEqualTo(Map.of("b", true, "service.name", "shop"));
    }

    @Test
    void aLateSpanWithinLatenessAddsAnIncidentMarkedLate() {
        Stream stream = new Stream(Rules.rule(
                "chain", Duration.ofSeconds(60), null, Rules.stage("a"), Rules.not("x", 0), Rules.stage("b")));

        stream.span(101, Map.of("b", true)).span(140, Map.of("c", true)).span(100, Map.of("a", true));

        assertThat(stream.story()).containsExactly("+101 late");
        assertThat(stream.engine.counts().late()).isEqualTo(1);
    }

    @Test
    void aSpanOlderThanLatenessIsCountedAndChangesNothing() {
        Stream stream = new Stream(Rules.rule("chain", Duration.ofSeconds(60), null, Rules.stage("a")));

        stream.span(200, Map.of("c", true)).span(134, Map.of("a", true));

        assertThat(stream.story()).isEmpty();
        assertThat(stream.engine.counts().tooLate()).isEqualTo(1);
    }

    @Test
    void aLateSpanWithdrawsWhatItShowsNeverToHaveBeen() {
        Stream stream =
                new Stream(Rules.rule("gone", Duration.ofSeconds(60), null, Rules.stage("a"), Rules.not("b", 10)));

        stream.span(100, Map.of("a", true)).upTo(120).span(105, Map.of("b", true));

        assertThat(stream.story()).containsExactly("+110", "-120 WITHDRAWN");
    }

    @Test
    void aMetricMustHoldForItsTimeWithoutABreak() {
        Atom.OfMetric above = new Atom.OfMetric(
                "m",
                Predicate.ALWAYS,
                new Check.Compare("value", Operator.GREATER, Value.of(10)),
                Duration.ofSeconds(10));
        Stream stream = new Stream(Rules.rule("high", new Step.Stage("m", Condition.seen(above), null, null)));

        stream.point(100, 11)
                .point(105, 9)
                .point(106, 11)
                .point(115, 11)
                .point(116, 12)
                .upTo(130);

        assertThat(stream.story()).containsExactly("+116");
    }

    @Test
    void anErrorRateBreachesAndClearsAtBoundsOfItsOwn() {
        Threshold.Limit rate = new Threshold.Limit(
                "error_rate",
                new Figure.ErrorRate(
                        new Atom.OfSpan(new Check.Exists("failed")),
                        new Check.Compare("failed", Operator.EQUAL, Value.of(true))),
                Duration.ofSeconds(10),
                new Bound(Operator.GREATER, 0.5),
                new Bound(Operator.LESS, 0.3),
                2);
        Stream stream = new Stream(Rules.rule("rate", Duration.ZERO, rate));

        failures(stream, 100, 3, 4);
        failures(stream, 110, 2, 5);
        failures(stream, 120, 1, 5);
        stream.upTo(131);

        assertThat(stream.story()).containsExactly("+110", "-130 OVER");
    }

    private static void failures(Stream stream, int from, int failed, int all) {
        for (int i = 0; i < all; i++) {
            stream.span(from + i, Map.of("failed", i < failed));
        }
    }

    @Test
    void tooFewSignalsAreInsufficientAndNotWell() {
        Threshold.Limit rate = new Threshold.Limit(
                "count",
                new Figure.ErrorRate(new Atom.OfSpan(new Check.Exists("failed")), new Check.Exists("failed")),
                Duration.ofSeconds(10),
                new Bound(Operator.GREATER, 0.5),
                new Bound(Operator.AT_MOST, 0.5),
                5);
        Stream stream = new Stream(Rules.rule("rate", Duration.ZERO, rate));

        failures(stream, 100, 4, 4);
        stream.upTo(110);

        Reading reading =
                stream.engine.explain("rate", SHOP).orElseThrow().limits().getFirst();
        assertThat(reading.state()).isEqualTo(Reading.State.INSUFFICIENT);
        assertThat(reading.signals()).isEqualTo(4);
        assertThat(stream.story()).isEmpty();
    }

    @Test
    void aPercentileIsDecidedExactlyByNearestRank() {
        Stream stream = new Stream(Rules.rule("slow", Duration.ZERO, p95(Operator.GREATER)));
        Stream atTheBound = new Stream(Rules.rule("slow", Duration.ZERO, p95(Operator.GREATER)));

        durations(stream, 18, 2);
        durations(atTheBound, 19, 1);

        assertThat(stream.story()).containsExactly("+110");
        assertThat(atTheBound.story()).isEmpty();
    }

    private static Threshold p95(Operator operator) {
        Bound bound = new Bound(operator, 2_000);
        return new Threshold.Limit(
                "duration_p95",
                new Figure.Percentile(new Atom.OfSpan(Predicate.ALWAYS), "duration", 9_500),
                Duration.ofSeconds(10),
                bound,
                bound.opposite(),
                20);
    }

    private static void durations(Stream stream, int fast, int slow) {
        for (int i = 0; i < fast + slow; i++) {
            stream.span(100 + 0.1 * i, Map.of("duration", i < fast ? 2_000L : 2_001L));
        }
        stream.upTo(115);
    }

    @Test
    void explainsHowFarItCameAndWhatCameNearest() {
        Settings settings = Stream.SETTINGS.withNearMisses();
        Stream stream = new Stream(settings, Rules.rule("chain", Rules.stage("a", 2), Rules.stage("b")));

        stream.span(100, Map.of("a", true))
                .span(101, Map.of("a", true))
                .span(102, Map.of("b", false))
                .upTo(110);

        Explanation explanation = stream.engine.explain("chain", SHOP).orElseThrow();
        assertThat(explanation.phase()).isEqualTo(Phase.QUIET);
        assertThat(explanation.deepest().orElseThrow().id()).isEqualTo("a");
        assertThat(explanation.deepest().orElseThrow().expiresNanos()).isEqualTo(700_000_000_000L);
        Explanation.Stage missing = explanation.stages().getLast();
        assertThat(missing.reached()).isFalse();
        assertThat(missing.miss().check()).hasToString("b == true");
        assertThat(missing.miss().actual()).isEqualTo(false);
    }

    @Test
    void goesOnFromACheckpointAndTellsNothingTwice() {
        Rule rule = Rules.rule("chain", Rules.stage("a", 2), Rules.stage("b"));
        Stream stream = new Stream(rule);
        stream.span(100, Map.of("a", true)).span(101, Map.of("a", true)).span(102, Map.of("b", true));

        stream.engine = Engine.restore(List.of(rule), Stream.SETTINGS, stream.engine.checkpoint());
        stream.span(103, Map.of("b", true)).upTo(800);

        assertThat(stream.story()).containsExactly("+102", "-700 OVER");
        assertThat(stream.told)
                .extracting(Verdict::incident)
                .containsOnly(stream.told.getFirst().incident());
    }

    @Test
    void editingOneRuleResetsNoOther() {
        Rule kept = Rules.rule("kept", Rules.stage("a"), Rules.stage("b"));
        Rule edited = Rules.rule("edited", Rules.stage("a"), Rules.stage("b"));
        Stream stream = new Stream(kept, edited);
        stream.span(100, Map.of("a", true));

        List<Rule> rules = List.of(Rules.rule("edited", Rules.stage("a", 2), Rules.stage("b")), kept);
        stream.engine = Engine.restore(rules, Stream.SETTINGS, stream.engine.checkpoint());
        stream.span(101, Map.of("b", true)).upTo(110);

        assertThat(stream.told).extracting(Verdict::rule).containsExactly("kept");
    }

    @Test
    void refusesACheckpointThatIsCutShortOrOfAnotherVersion() {
        Rule rule = Rules.rule("chain", Rules.stage("a"));
        Stream stream = new Stream(rule).span(100, Map.of("a", true));
        byte[] whole = stream.engine.checkpoint();
        byte[] cut = Arrays.copyOf(whole, whole.length - 9);
        byte[] other = whole.clone();
        other[7] = 99;

        assertThatThrownBy(() -> Engine.restore(List.of(rule), Stream.SETTINGS, cut))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Engine.restore(List.of(rule), Stream.SETTINGS, other))
                .hasMessage("a checkpoint of version 99; allowed: 1");
    }

    @Test
    void keysAreBoundedAndThoseWithAnOpenIncidentAreKept() {
        Settings settings = new Settings(
                Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(100), 10, 100, 1_000, 100, false);
        Stream stream = new Stream(settings, Rules.rule("chain", Rules.stage("a"), Rules.stage("b")));
        stream.span(100, Map.of("a", true)).span(101, Map.of("b", true));
        for (int i = 0; i < 100; i++) {
            stream.span(102, Map.of("a", true, "service.name", "s" + i));
        }

        assertThat(stream.engine.counts().keys()).isEqualTo(10);
        assertThat(stream.engine.counts().evictedKeys()).isEqualTo(91);
        assertThat(stream.engine.keys("chain")).contains(SHOP);
    }

    @Test
    void aKeyHoldsABoundedNumberOfSignals() {
        Settings settings = new Settings(
                Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(100), 10, 3, 1_000, 100, false);
        Stream stream = new Stream(settings, Rules.rule("count", Rules.stage("a", 10)));
        for (int i = 0; i < 10; i++) {
            stream.span(100 + 0.1 * i, Map.of("a", true));
        }
        stream.upTo(110);

        assertThat(stream.engine.counts().hurried()).isEqualTo(7);
        assertThat(stream.story()).containsExactly("+100");
    }

    @Test
    void allKeysTogetherHoldABoundedNumberOfSignals() {
        Settings settings = new Settings(
                Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(100), 100, 100, 20, 100, false);
        Stream stream = new Stream(settings, Rules.rule("chain", Rules.stage("a"), Rules.stage("b")));
        for (int i = 0; i < 30; i++) {
            stream.span(100 + 0.01 * i, Map.of("a", true, "service.name", "s" + i));
        }
        for (int i = 0; i < 30; i++) {
            stream.span(101 + 0.01 * i, Map.of("b", true, "service.name", "s" + i));
        }

        assertThat(stream.engine.counts().hurried()).isGreaterThanOrEqualTo(40);
        assertThat(stream.told).hasSize(30);
    }

    @Test
    void anIdleKeyIsForgotten() {
        Stream stream = new Stream(Rules.rule("chain", Rules.stage("a"), Rules.stage("b")));

        stream.span(100, Map.of("a", true)).upTo(701);

        assertThat(stream.engine.counts().keys()).isZero();
    }

    @Test
    void aChainOfAnotherWayThatBeganEarlierDoesNotShortenAnIncident() {
        Condition.Any either = new Condition.Any(List.of(
                new Condition.Seen(List.of(Rules.span("a")), 3), new Condition.Seen(List.of(Rules.span("b")), 1)));
        Stream stream = new Stream(Rules.rule("either", new Step.Stage("either", either, null, null)));

        stream.span(100, Map.of("a", true))
                .span(101, Map.of("a", true))
                .span(200, Map.of("b", true))
                .span(201, Map.of("a", true))
                .upTo(900);

        assertThat(stream.story()).containsExactly("+200", "-800 OVER");
    }

    @Test
    void aMetricThatWasSilentTooLongHasNotHeldMeanwhile() {
        Atom.OfMetric above = new Atom.OfMetric(
                "m",
                Predicate.ALWAYS,
                new Check.Compare("value", Operator.GREATER, Value.of(10)),
                Duration.ofSeconds(10));
        Stream stream = new Stream(Rules.rule("high", new Step.Stage("m", Condition.seen(above), null, null)));

        stream.point(100, 11).point(401, 11).point(412, 11).upTo(430);

        assertThat(stream.story()).containsExactly("+412");
    }

    @Test
    void whatMustNotComeFirstIsRememberedOverARestart() {
        Rule rule = Rules.rule("quiet", Rules.not("x", 60), Rules.stage("a"));
        Stream stream = new Stream(rule);
        stream.span(100, Map.of("x", true)).upTo(110);

        stream.engine = Engine.restore(List.of(rule), Stream.SETTINGS, stream.engine.checkpoint());
        stream.span(150, Map.of("a", true)).span(170, Map.of("a", true)).upTo(180);

        assertThat(stream.story()).containsExactly("+170");
    }

    @Test
    void twoRulesOfOneNameAreRefused() {
        assertThatThrownBy(() -> new Stream(Rules.rule("one", Rules.stage("a")), Rules.rule("one", Rules.stage("b"))))
                .hasMessage("two rules 'one'; allowed: each name once");
    }
}
