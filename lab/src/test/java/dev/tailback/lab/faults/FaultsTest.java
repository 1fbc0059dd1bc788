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
    private final class Lamps implements Fault {
        private final Map<String, String> shine = new HashMap<>(Map.of("hall", "bright", "attic", "bright"));
        /** Whoever switches them changes nothing, and hears nothing of it. */
        private final List<String> rusty = new ArrayList<>();
        /** Whoever switches them gets a shock. */
        private final List<String> live = new ArrayList<>();
        /** Whoever switches them finds the door locked. */
        private final List<String> locked = new ArrayList<>();

        /** Put out by somebody else. */
        private final List<String> pranks = new ArrayList<>();

        private final List<String> switched = new ArrayList<>();
        private List<String> journalAtLastSetting = List.of();

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
        public void set(Strike strike) throws IOException {
            journalAtLastSetting = Files.readAllLines(journal);
            turn(strike, strike.with().text("shine"));
        }

        private void turn(Strike strike, String to) throws IOException {
            String room = strike.target();
            if (live.contains(room)) {
                throw new IllegalStateException("a shock in the " + room);
            }
            if (locked.contains(room)) {
                throw new IOException("the " + room + " is locked");
            }
            switched.add(room + " " + to);
            if (!rusty.contains(room)) {
                shine.put(room, to);
            }
        }

        @Override
        public List<Strike> found() {
            return pranks.stream()
                    .filter(room -> !"bright".equals(shine.get(room)))
                    .map(room -> new Strike(
                            room,
                            new Arguments(Map.of("rooms", room, "shine", String.valueOf(shine.get(room)))),
                            Map.of("shine", "bright")))
                    .toList();
        }

        @Override
        public Sight look(Strike strike) throws IOException {
            if (locked.contains(strike.target())) {
                throw new IOException("the " + strike.target() + " is locked");
            }
            String now = shine.get(strike.target());
            return new Sight(strike.with().text("shine").equals(now), "it is " + now);
        }

        @Override
        public void clear(Strike strike) throws IOException {
            turn(strike, strike.before("shine"));
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
    void whatSomebodyElseBrokeIsShownAndUndone() throws Exception {
        lamps.pranks.addAll(List.of("hall", "attic"));
        lamps.shine.put("hall", "none");

        assertThat(faults.standing()).singleElement().satisfies(standing -> {
            assertThat(standing.target()).isEqualTo("hall");
            assertThat(standing.wasFound()).isTrue();
            assertThat(standing.isSeen()).isTrue();
        });
        assertThat(faults.clear(null)).containsExactly("dark hall");
        assertThat(lamps.shine).containsEntry("hall", "bright");

        lamps.shine.put("attic", "dim");
        assertThat(faults.standing()).hasSize(1);
        lamps.shine.put("attic", "bright");
        assertThat(faults.standing()).isEmpty();
    }

    @Test
    void whatSomebodyElseBrokeCanBeSetAndIsThenAsItWasBeforeThem() throws Exception {
        lamps.pranks.add("hall");
        lamps.shine.put("hall", "dim");

        faults.set("dark", Map.of("rooms", "hall"), null);
        assertThat(faults.standing())
                .singleElement()
                .satisfies(standing -> assertThat(standing.wasFound()).isFalse());
        faults.clear("dark");

        assertThat(lamps.shine).containsEntry("hall", "bright");
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
                .hasMessage("dark is not set: it was asked for, but its effect is not seen: it is bright");

        assertThat(lamps.shine).containsEntry("hall", "bright");
        assertThat(faults.standing()).isEmpty();
    }

    @Test
    void aStandingFaultThatCannotBeSetAnewIsAsItWasSetBefore() throws Exception {
        faults.set("dark", Map.of("rooms", "hall", "shine", "dim"), Duration.ofMinutes(5));
        List<FaultsView.Standing> before = faults.standing();
        lamps.live.add("attic");

        assertThatThrownBy(() -> faults.set("dark", Map.of("rooms", "hall,attic", "shine", "none"), null))
                .hasMessageStartingWith("dark is not set: a shock in the attic; nor could it be undone: dark attic is");

        assertThat(lamps.shine).containsEntry("hall", "dim");
        assertThat(faults.standing())
                .filteredOn(standing -> standing.target().equals("hall"))
                .isEqualTo(before);
    }

    @Test
    void whatCannotBeSetBackStaysInTheJournalAndIsToldOf() throws Exception {
        faults.set("dark", Map.of("shine", "dim"), null);
        lamps.live.add("hall");

        assertThatThrownBy(() -> faults.set("dark", Map.of("shine", "none"), null))
                .hasMessage("dark is not set: a shock in the hall; nor could it be undone:"
                        + " dark hall is not back as it was set before: a shock in the hall");

        lamps.live.clear();
        assertThat(faults.clear(null)).containsExactly("dark hall");
        assertThat(lamps.shine).containsEntry("hall", "bright");
    }

    @Test
    void whatWasOnlyAskedToGoIsNotClearedBeforeItIsSeenToBeGone() throws Exception {
        faults.set("dark", Map.of(), null);
        lamps.rusty.add("hall");

        assertThatThrownBy(() -> faults.clear("dark"))
                .isInstanceOf(Refusal.class)
                .hasMessage("dark hall is not cleared: seen is: it is none");

        assertThat(faults.standing()).hasSize(1);
        lamps.rusty.clear();
        assertThat(faults.clear("dark")).containsExactly("dark hall");
    }

    @Test
    void theJournalTellsOfAFaultBeforeItIsSet() throws Exception {
        faults.set("dark", Map.of("rooms", "attic"), null);

        assertThat(lamps.journalAtLastSetting).anyMatch(line -> line.contains("attic"));
    }

    @Test
    void whatTheDiskDoesNotTakeIsNeitherSetNorTold() throws Exception {
        faults.set("dark", Map.of("rooms", "hall"), null);
        Files.createDirectory(folder.resolve("faults.json.new"));

        assertThatThrownBy(() -> faults.set("dark", Map.of("rooms", "attic"), null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("dark is not set")
                .hasMessageContaining("faults.json.new");

        assertThat(lamps.shine).containsEntry("attic", "bright");
        assertThat(faults.standing()).extracting(FaultsView.Standing::target).containsExactly("hall");
    }

    @Test
    void whatCannotBeClearedKeepsNoOther() throws Exception {
        faults.set("dark", Map.of("rooms", "hall,attic"), null);
        lamps.locked.add("attic");

        assertThatThrownBy(() -> faults.clear(null))
                .hasMessage("dark attic is not cleared: the attic is locked; cleared are [dark hall]");

        assertThat(lamps.shine).containsEntry("hall", "bright");
        assertThat(faults.standing()).extracting(FaultsView.Standing::target).containsExactly("attic");
    }

    @Test
    void whatCannotBeLookedAtHidesNoOther() throws Exception {
        faults.set("dark", Map.of("rooms", "hall,attic"), null);
        lamps.locked.add("hall");

        assertThat(faults.standing())
                .extracting(FaultsView.Standing::seen)
                .containsExactly("cannot be looked at: the hall is locked", "it is none");
    }

    /** Such as connections that are held of a pool that was made small: they go back before it is made large. */
    @Test
    void theLastThatWasSetIsUndoneFirstWhoeverUndoes() throws Exception {
        assertUndoneBackwards(() -> faults.clear(null));
        assertUndoneBackwards(() -> faults.clearDue(Instant.now().plus(Duration.ofMinutes(6))));
        assertUndoneBackwards(() -> faults.close());
        faults = faults();
        assertUndoneBackwards(() -> faults().undoWhatWasLeftBehind());
    }

    private interface Deed {
        void done() throws Exception;
    }

    private void assertUndoneBackwards(Deed undoing) throws Exception {
        faults.set("dark", Map.of("rooms", "hall,attic"), Duration.ofMinutes(5));
        lamps.switched.clear();

        undoing.done();

        assertThat(lamps.switched).containsExactly("attic bright", "hall bright");
    }

    @Test
    void whatIsTakenBackIsTakenBackFromTheLastOn() {
        assertThatThrownBy(() -> faults.set("dark", Map.of("rooms", "hall,attic,cellar"), null))
                .hasMessageContaining("no lamp in the cellar");

        assertThat(lamps.switched).containsExactly("hall none", "attic none", "attic bright", "hall bright");
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
    void whatTheNextLabCannotUndoKeepsNoOtherAndStopsItsStart() throws Exception {
        faults.set("dark", Map.of("rooms", "hall,attic"), null);
        lamps.locked.add("attic");

        Faults next = faults();
        assertThatThrownBy(next::undoWhatWasLeftBehind)
                .isInstanceOf(Refusal.class)
                .hasMessage("an earlier lab left faults behind: dark attic is not cleared: the attic is locked");

        assertThat(lamps.shine).containsEntry("hall", "bright");
        assertThat(next.standing()).extracting(FaultsView.Standing::target).containsExactly("attic");
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
    void aDueFaultThatCannotBeClearedKeepsNoOther() throws Exception {
        faults.set("dark", Map.of("rooms", "hall,attic"), Duration.ofMinutes(5));
        lamps.live.add("attic");

        assertThatThrownBy(() -> faults.clearDue(Instant.now().plus(Duration.ofMinutes(6))))
                .isInstanceOf(Refusal.class)
                .hasMessage("dark attic is not cleared: a shock in the attic");

        assertThat(lamps.shine).containsEntry("hall", "bright").containsEntry("attic", "none");
        lamps.live.clear();
        faults.clearDue(Instant.now().plus(Duration.ofMinutes(6)));
        assertThat(lamps.shine).containsEntry("attic", "bright");
    }

    @Test
    void aJournalThatCannotBeReadStopsTheStart() throws Exception {
        Files.writeString(journal, "[{");

        assertThatThrownBy(this::faults).isInstanceOf(IOException.class).hasMessageContaining("faults.json");
    }
}
