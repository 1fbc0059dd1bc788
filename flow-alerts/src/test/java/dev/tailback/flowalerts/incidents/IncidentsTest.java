package dev.tailback.flowalerts.incidents;

import static dev.tailback.flowalerts.incidents.Samples.NOON;
import static dev.tailback.flowalerts.incidents.Samples.RULE;
import static dev.tailback.flowalerts.incidents.Samples.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.Cause;
import dev.tailback.flowalerts.incidents.journal.Journal;
import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.verdict.Explanation.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsTest {
    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private Incidents incidents = listening(Incidents.open(null));

    private Incidents listening(Incidents these) {
        these.listen(event -> told.add(event.what() + " " + event.incident().id()));
        return these;
    }

    @Test
    void isPendingThenFiresUnderTheSameIdThenEnds() {
        Instant since = NOON.minusSeconds(60);
        incidents.waiting(List.of(Samples.explanation(Phase.PENDING, since)), Samples.book(Phase.PENDING));
        String id = Engine.incident(RULE.name(), SHOP, Samples.nanos(NOON));

        incidents.take(RULE, Samples.fired(id, NOON));
        incidents.take(RULE, Samples.resolved(id, NOON, NOON.plusSeconds(90)));

        assertThat(told).containsExactly("PENDING " + id, "FIRING " + id, "RESOLVED " + id);
        Incident incident = incidents.find(id).orElseThrow();
        assertThat(incident.pendingAt()).isEqualTo(since);
        assertThat(incident.startedAt()).isEqualTo(NOON);
        assertThat(incident.endedAt()).isEqualTo(NOON.plusSeconds(90));
        assertThat(incident.summary()).isEqualTo("pool of checkout exhausted");
    }

    @Test
    void whatHeldForTooShortATimeIsForgotten() {
        incidents.waiting(List.of(Samples.explanation(Phase.PENDING, NOON)), Samples.book(Phase.PENDING));
        incidents.waiting(List.of(), Samples.book(Phase.QUIET));

        assertThat(incidents.all()).isEmpty();
        assertThat(told).hasSize(2).last().asString().startsWith("FORGOTTEN");
    }

    @Test
    void whatIsToldTwiceIsOneIncident() {
        incidents.take(RULE, Samples.fired("a", NOON));
        incidents.take(RULE, Samples.fired("a", NOON));

        assertThat(told).containsExactly("FIRING a");
        assertThat(incidents.counts().repeated()).isEqualTo(1);
    }

    @Test
    void causesAreKeptFromEverybodyForAWhileAndKnownAfterwards() throws Exception {
        incidents.take(RULE, Samples.fired("a", NOON));
        Cause cause = new Cause("dead-consumer", "The consumer inventory is dead", 6, List.of());
        incidents.keepCausesFor(Duration.ofMinutes(1));
        incidents.listen(event -> told.add(event.incident().file().causes().toString()));

        incidents.know("a", CaseFile.EMPTY.withCauses(List.of(cause)));

        assertThat(incidents.find("a").orElseThrow().file().causes()).isEmpty();
        assertThat(incidents.all().getFirst().file().causes()).isEmpty();
        assertThat(told).last().isEqualTo("[]");

        incidents.keepCausesFor(Duration.ZERO);

        assertThat(incidents.find("a").orElseThrow().file().causes()).containsExactly(cause);
    }

    @Test
    void causesComeBackByThemselves() {
        long[] now = new long[1];
        KeptCauses kept = new KeptCauses(() -> now[0]);
        Cause cause = new Cause("poison", "Records that nobody can process", 4, List.of());
        Incident incident = FromVerdict.pending(RULE, "a", SHOP, NOON).with(CaseFile.EMPTY.withCauses(List.of(cause)));
        kept.keepFor(Duration.ofSeconds(1));
        assertThat(kept.told(incident).file().causes()).isEmpty();

        now[0] += Duration.ofSeconds(1).toNanos();

        assertThat(kept.told(incident).file().causes()).containsExactly(cause);
    }

    @Test
    void anEndThatNobodyKnowsIsCounted() {
        incidents.take(RULE, Samples.resolved("a", NOON, NOON));

        assertThat(incidents.counts().unknown()).isEqualTo(1);
        assertThat(incidents.all()).isEmpty();
    }

    @Test
    void isTheSameAfterARestart() throws Exception {
        incidents = listening(Incidents.open(journal()));
        incidents.take(RULE, Samples.fired("a", NOON));
        incidents.acknowledge("a", new Acknowledgement("ann", NOON, "on it"));
        List<Incident> before = incidents.all();

        restart();
        incidents.take(RULE, Samples.fired("a", NOON));

        assertThat(incidents.all()).isEqualTo(before);
        assertThat(told).isEmpty();
    }

    @Test
    void theSameTroubleGoesOnUnderItsIdWhenTheEngineHasForgotten() throws Exception {
        incidents = Incidents.open(journal());
        incidents.take(RULE, Samples.fired("a", NOON));
        restart();

        incidents.take(RULE, Samples.fired("b", NOON.plusSeconds(300)));
        incidents.take(RULE, Samples.resolved("b", NOON.plusSeconds(300), NOON.plusSeconds(400)));

        assertThat(told).containsExactly("RESOLVED a");
        assertThat(incidents.find("b").orElseThrow().id()).isEqualTo("a");
    }

    @Test
    void anotherTroubleAfterThatHasAnIncidentOfItsOwn() throws Exception {
        incidents = Incidents.open(journal());
        incidents.take(RULE, Samples.fired("a", NOON));
        restart();
        incidents.take(RULE, Samples.fired("a", NOON));

        incidents.take(RULE, Samples.fired("late", NOON.minusSeconds(3_000)));

        assertThat(told).containsExactly("FIRING late");
    }

    @Test
    void isLostWhenItsRuleSaysNothingForAsLongAsItCouldHold() throws Exception {
        incidents = Incidents.open(journal());
        incidents.take(RULE, Samples.fired("a", NOON));
        restart();
        long outlives = incidents.find("a").orElseThrow().outlivesSeconds();

        incidents.look(Samples.book(Phase.QUIET), NOON.plusSeconds(1));
        incidents.look(Samples.book(Phase.QUIET), NOON.plusSeconds(1 + outlives));
        assertThat(told).isEmpty();
        incidents.look(Samples.book(Phase.QUIET), NOON.plusSeconds(2 + outlives));

        assertThat(told).containsExactly("RESOLVED a");
        assertThat(incidents.find("a").orElseThrow().ending()).isEqualTo(Ending.LOST);
    }

    @Test
    void staysOpenWhileItsRuleHolds() {
        incidents.take(RULE, Samples.fired("a", NOON));

        incidents.look(Samples.book(Phase.FIRING), NOON);
        incidents.look(Samples.book(Phase.FIRING), NOON.plus(Duration.ofDays(1)));

        assertThat(incidents.find("a").orElseThrow().state()).isEqualTo(State.FIRING);
    }

    @Test
    void aSilenceOutlivesARestartAndHoldsForTheNextOfThatRuleAndKey() throws Exception {
        incidents = Incidents.open(journal());
        incidents.take(RULE, Samples.fired("a", NOON));
        incidents.silence("a", "ann", "known", NOON, Duration.ofMinutes(10));
        restart();

        incidents.take(RULE, Samples.resolved("a", NOON, NOON.plusSeconds(1)));
        incidents.take(RULE, Samples.fired("b", NOON.plusSeconds(2)));

        Incident next = incidents.find("b").orElseThrow();
        assertThat(incidents.silence(next, NOON.plusSeconds(599))).isPresent();
        assertThat(incidents.silence(next, NOON.plusSeconds(600))).isEmpty();
    }

    /** As version 1 wrote it; a later version reads it, or sets it aside and says so. */
    @Test
    void theJournalOfYesterdayIsRead() throws IOException {
        Files.copy(Path.of("src/test/resources/incidents/incidents-1.journal"), folder.resolve("incidents.journal"));

        incidents = Incidents.open(journal());

        assertThat(incidents.journal().note()).isNull();
        assertThat(incidents.all().stream().map(Incident::id)).containsExactly("b2", "a1");
        Incident over = incidents.find("a1").orElseThrow();
        assertThat(over.ending()).isEqualTo(Ending.OVER);
        assertThat(over.acknowledged()).isEqualTo(new Acknowledgement("ann", NOON, "on it"));
        assertThat(over.file().stages()).hasSize(1);
        assertThat(incidents.silence(over, NOON)).isPresent();
        assertThat(incidents.wasTold("0123456789abcdef", "a1.firing.0")).isTrue();
    }

    @Test
    void onlyWhatFiresCanBeAcknowledged() {
        incidents.take(RULE, Samples.fired("a", NOON));
        incidents.take(RULE, Samples.resolved("a", NOON, NOON));

        assertThatThrownBy(() -> incidents.acknowledge("a", new Acknowledgement("ann", NOON, "")))
                .isInstanceOf(Refused.class)
                .hasMessage("incident a is resolved; allowed: one that fires");
        assertThatThrownBy(() -> incidents.acknowledge("b", new Acknowledgement("ann", NOON, "")))
                .hasMessage("there is no incident 'b'; allowed: an id of the list");
    }

    @Test
    void thoseThatAreOverGoFirst() {
        for (int i = 0; i <= Incidents.MOST; i++) {
            incidents.take(RULE, Samples.fired("a" + i, NOON.plusSeconds(i)));
            incidents.take(RULE, Samples.resolved("a" + i, NOON, NOON.plusSeconds(i)));
        }

        assertThat(incidents.all()).hasSize(Incidents.MOST);
        assertThat(incidents.find("a0")).isEmpty();
        assertThat(incidents.counts().dropped()).isEqualTo(1);
    }

    private Journal journal() throws IOException {
        return Journal.open(folder, Instant.EPOCH);
    }

    /** As after a kill: what is told from then on is looked at. */
    private void restart() throws IOException {
        incidents.close();
        told.clear();
        incidents = listening(Incidents.open(journal()));
    }
}
