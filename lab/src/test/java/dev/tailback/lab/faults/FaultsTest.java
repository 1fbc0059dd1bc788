package dev.tailback.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
    @TempDir
    private Path folder;

    private final Lamps lamps = new Lamps();
    private final List<String> said = new ArrayList<>();
    private Path journal;
    private Faults faults;

    /** A house whose lamps can be put out: as real as a fault gets without a server. */
    private static final class Lamps implements Fault {
        private final Map<String, String> shine = new HashMap<>(Map.of("hall", "bright", "attic", "bright"));
        private final List<String> rusty = new ArrayList<>();

        @Override
        public Manual manual() {
            return new Manual(
                    "dark",
                    "Puts out lamps.",
                    Parameter.someOf("rooms", "hall", List.of("hall", "attic", "cellar")),
                    Parameter.oneOf("shine", "none", List.of("none", "dim")));
        }

        @Override
        public List<String> targets(Arguments with) {
            return with.list("rooms");
        }

        @Override
        public Map<String, String> before(String room) {
            String now = shine.get(room);
            if (now == null) {
                throw new Refusal("there is no lamp in the " + room);
            }
            return Map.of("shine", now);
        }

        @Override
        public void set(Strike strike) {
            if (!rusty.contains(strike.target())) {
                shine.put(strike.target(), strike.with().text("shine"));
            }
        }

        @Override
        public Sight look(Strike strike) {
            String now = shine.get(strike.target());
            return new Sight(strike.with().text("shine").equals(now), "it is " + now);
        }

        @Override
        public void clear(Strike strike) {
            shine.put(strike.target(), strike.before("shine"));
        }

        @Override
        public boolean outlivesTheLab() {
            return true;
        }
    }

    @BeforeEach
    void open() throws IOException {
        journal = folder.resolve("faults.json");
        faults = faults();
    }

    private Faults faults() throws IOException {
        return new Faults(List.of(lamps), journal, said::add);
    }

    @Test
    void aFaultIsSetOnAllItsTargetsAndClearedToWhatWasBefore() throws Exception {
        assertThat(faults.set("dark", Map.of("rooms", "hall,attic"), null))
                .extracting(FaultsView.Standing::target)
                .containsExactly("hall", "attic");
        assertThat(lamps.shine).containsEntry("hall", "none").containsEntry("attic", "none");

        assertThat(faults.clear(null)).containsExactly("dark attic", "dark hall");

        assertThat(lamps.shine).containsEntry("hall", "bright").containsEntry("attic", "bright");
    }

    @Test
    void whatWasBeforeTheFirstTimeIsRestoredHoweverOftenItIsSet() throws Exception {
        faults.set("dark", Map.of("shine", "dim"), null);
        faults.set("dark", Map.of("shine", "none"), null);
        assertThat(faults.standing()).hasSize(1);

        faults.clear("dark");

        assertThat(lamps.shine).containsEntry("hall", "bright");
    }

    @Test
    void whatIsNotSeenIsNotSetAndTheOthersAreTakenBack() throws Exception {
        lamps.rusty.add("attic");

        assertThatThrownBy(() -> faults.set("dark", Map.of("rooms", "hall,attic"), null))
                .isInstanceOf(Refusal.class)
                .hasMessage("dark is not set: it was asked for, but what is seen is: it is bright");

        assertThat(lamps.shine).containsEntry("hall", "bright");
        assertThat(faults.standing()).isEmpty();
    }

    @Test
    void aTargetThatIsNotThereTakesBackTheOthersToo() throws Exception {
        assertThatThrownBy(() -> faults.set("dark", Map.of("rooms", "hall,cellar"), null))
                .hasMessage("dark is not set: there is no lamp in the cellar");

        assertThat(lamps.shine).containsEntry("hall", "bright");
    }

    @Test
    void wrongNamesAndValuesNameWhatIsAllowed() {
        assertThatThrownBy(() -> faults.set("flood", Map.of(), null))
                .isInstanceOf(BadRequest.class)
                .hasMessage("no fault is called 'flood'; there are dark");
        assertThatThrownBy(() -> faults.set("dark", Map.of("rooms", "hall,sky"), null))
                .hasMessage("dark: rooms=hall,sky is not allowed: one or more, with commas, of hall, attic, cellar");
        assertThatThrownBy(() -> faults.set("dark", Map.of("colour", "red"), null))
                .hasMessage("dark takes no colour; its parameters are rooms, shine");
        assertThatThrownBy(() -> faults.clear("flood")).hasMessageContaining("no fault is called 'flood'");
    }

    @Test
    void theNextLabUndoesWhatAKilledOneLeft() throws Exception {
        faults.set("dark", Map.of(), null);

        Faults next = faults();
        next.undoWhatWasLeftBehind();

        assertThat(lamps.shine).containsEntry("hall", "bright");
        assertThat(said).singleElement().asString().contains("dark hall", "an earlier lab ended without doing so");
        assertThat(Files.readString(journal)).doesNotContain("hall");
    }

    @Test
    void anEndingLabUndoesWhatWouldOutliveItAndSetsNothingMore() throws Exception {
        faults.set("dark", Map.of(), null);

        faults.close();

        assertThat(lamps.shine).containsEntry("hall", "bright");
        assertThatThrownBy(() -> faults.set("dark", Map.of(), null)).hasMessage("dark is not set: the lab is ending");
    }

    @Test
    void aFaultWhoseTimeHasComeIsClearedAndNoneBefore() throws Exception {
        faults.set("dark", Map.of(), Duration.ofMinutes(5));

        faults.clearDue(Instant.now().plus(Duration.ofMinutes(4)));
        assertThat(lamps.shine).containsEntry("hall", "none");
        faults.clearDue(Instant.now().plus(Duration.ofMinutes(6)));
        assertThat(lamps.shine).containsEntry("hall", "bright");
    }

    @Test
    void aJournalThatCannotBeReadStopsTheStart() throws Exception {
        Files.writeString(journal, "[{");

        assertThatThrownBy(this::faults).isInstanceOf(IOException.class).hasMessageContaining("faults.json");
    }
}
