package dev.tailback.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.UuidV7;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFactsTest {
    private static final int BOTH = Reader.CATALOG.bit() | Reader.INVENTORY.bit();
    private static final long PLACE = Place.of(1, 2, 17);

    @TempDir
    private Path folder;

    private interface Adding {
        void to(EventFacts facts) throws IOException;
    }

    private List<String> swallowed(Adding adding) throws IOException {
        List<String> found = new ArrayList<>();
        try (Spill spill = new Spill(folder, "events")) {
            EventFacts facts = new EventFacts(spill);
            adding.to(facts);
            facts.forEachSwallowed(
                    Orders.TERMS, (group, high, low, place) -> found.add(group.group() + " " + Place.text(place)));
        }
        return found;
    }

    @Test
    void whatAGroupHasReadIsInItsInboxOrADeadLetterOrSwallowed() throws IOException {
        UUID id = UuidV7.at(Orders.MADE);
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();

        assertThat(swallowed(facts -> facts.read(high, low, BOTH, 1, 1, PLACE)))
                .containsExactly("catalog orders-2@17", "inventory orders-2@17");
        assertThat(swallowed(facts -> {
                    facts.settled(high, low, Reader.INVENTORY);
                    facts.read(high, low, BOTH, 1, 1, PLACE);
                }))
                .containsExactly("catalog orders-2@17");
        assertThat(swallowed(facts -> {
                    facts.read(high, low, BOTH, 1, 1, PLACE);
                    facts.settled(high, low, Reader.INVENTORY);
                    facts.settled(high, low, Reader.CATALOG);
                }))
                .isEmpty();
    }

    @Test
    void whatNobodyHasReadYetIsNotMissed() throws IOException {
        UUID id = UuidV7.at(Orders.MADE);

        assertThat(swallowed(
                        facts -> facts.read(id.getMostSignificantBits(), id.getLeastSignificantBits(), 0, 1, 1, PLACE)))
                .isEmpty();
    }

    @Test
    void aRecordWithoutAnIdIsFoundByThePlaceOnItsDeadLetter() throws IOException {
        assertThat(swallowed(facts -> facts.readWithoutId(Reader.CHECKOUT.bit(), 0, 0, PLACE)))
                .containsExactly("checkout orders-2@17");
        assertThat(swallowed(facts -> {
                    facts.readWithoutId(Reader.CHECKOUT.bit(), 0, 0, PLACE);
                    facts.settledWithoutId(PLACE, Reader.CHECKOUT);
                }))
                .isEmpty();
    }

    @Test
    void whatIsOlderThanTheInboxesIsNotCompared() throws IOException {
        UUID old = UuidV7.at(Orders.MADE.minusSeconds(61));

        assertThat(swallowed(facts ->
                        facts.read(old.getMostSignificantBits(), old.getLeastSignificantBits(), BOTH, 1, 1, PLACE)))
                .isEmpty();
    }
}
