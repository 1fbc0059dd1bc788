package dev.tailback.lab.drill.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.incidents.Incident;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayedTest {
    private static Incident.Cause cause(String id, String says, int weight) {
        return new Incident.Cause(id, says, weight, List.of());
    }

    private static Incident fired(String rule, Incident.Cause... causes) {
        return new Incident(
                rule,
                rule,
                null,
                Map.of(),
                "firing",
                "",
                null,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                new Incident.Evidence(new Incident.Orders(0, 0), List.of(causes), List.of()));
    }

    @Test
    void theHeaviestCauseOfAllIncidentsIsWhatIsSaid() {
        Played diagnosed = Played.of(
                "dead-inventory",
                "dead-consumer@inventory",
                List.of(
                        fired(
                                "lag-growing",
                                cause("hot-partition", "Partition 1 of inventory has nearly all of it", 4)),
                        fired("consumer-stalled", cause("dead-consumer", "The consumer inventory is dead", 6))),
                22);

        assertThat(diagnosed.isRight()).isTrue();
        assertThat(diagnosed.said()).isEqualTo("dead-consumer: The consumer inventory is dead (6)");
        assertThat(diagnosed.rules()).containsExactly("lag-growing", "consumer-stalled");
    }

    @Test
    void theSameCauseOfAnotherStageIsNotMeant() {
        Played diagnosed = Played.of(
                "dead-inventory",
                "dead-consumer@inventory",
                List.of(fired(
                        "a",
                        cause("dead-consumer", "The consumer checkout is dead", 6),
                        cause("dead-consumer", "The consumer inventory is dead", 5))),
                1);

        assertThat(diagnosed.rank()).isEqualTo(2);
        assertThat(diagnosed.isRight()).isFalse();
    }

    @Test
    void aCauseWithoutAPlaceIsMeantWhateverThePlace() {
        assertThat(Played.isMeant("lost-broker@kafka", cause("lost-broker", "Kafka is away", 5)))
                .isTrue();
        assertThat(Played.isMeant("poison@kafka", cause("lost-broker", "Kafka is away", 5)))
                .isFalse();
    }

    @Test
    void whatNobodySpeaksForIsNotSaid() {
        Played diagnosed = Played.of("x", "poison@kafka", List.of(fired("a", cause("poison", "Records", 0))), 1);

        assertThat(diagnosed.said()).isEmpty();
        assertThat(diagnosed.rank()).isZero();
    }

    @Test
    void whatWasDiagnosedIsKnownAfterABreakAndTheLatestHolds(@TempDir Path folder) throws IOException {
        Notes notes = Notes.of(new Home(folder));
        Played nothing = Played.of("a", "poison@kafka", List.of(), 0);
        Played right = Played.of(
                "a", "poison@kafka", List.of(fired("dead-letters", cause("poison", "Records\tof mine", 4))), 9);
        notes.add(nothing);
        notes.add(new Played("b", "poison@kafka", "", 0, List.of(), 0));
        notes.add(right);

        assertThat(notes.read())
                .extracting(Played::incident, Played::rank, Played::said)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("b", 0, ""),
                        org.assertj.core.groups.Tuple.tuple("a", 1, "poison: Records of mine (4)"));
    }
}
