package dev.tailback.lab.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerReadingTest {
    @TempDir
    private Path folder;

    private final List<String> wrong = new ArrayList<>();
    private final Shelves shelves = new Shelves((how, sku, sentence) -> wrong.add(how + " " + sku + " " + sentence));
    private Spill spill;
    private LedgerReading reading;

    @BeforeEach
    void begin() throws IOException {
        spill = new Spill(folder, "facts");
        reading = new LedgerReading(new OrderFacts(spill), new EventFacts(spill), shelves);
    }

    @AfterEach
    void end() throws IOException {
        spill.close();
    }

    private static InputStream lines(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Test
    void aLedgerThatWasCutOffIsRefused() {
        assertThatThrownBy(() -> reading.stage(Reader.CATALOG, lines("snapshot,1,2\n")))
                .hasMessageContaining("the ledger of catalog was cut off");
        assertThatThrownBy(() -> reading.stage(Reader.CATALOG, lines("snapshot,1,2\nend,2\n")))
                .hasMessageContaining("has 1 lines where it says 2");
        assertThatThrownBy(() -> reading.payments(lines(""))).hasMessageContaining("the provider was cut off");
    }

    @Test
    void whatIsHeldIsTheYoungestOfAllBeginnings() throws IOException {
        reading.stage(Reader.CATALOG, lines("snapshot,1,7\nheld,20261120\nheld,20261113\nend,3\n"));
        reading.stage(Reader.CHECKOUT, lines("snapshot,1,5\nheld,20261119\nend,2\n"));

        assertThat(Instant.ofEpochMilli(reading.heldSince())).isEqualTo("2026-11-20T00:00:00Z");
        assertThat(reading.position()).isEqualTo(7);
    }

    @Test
    void nothingIsOverdueRightAfterCheckoutStarted() throws IOException {
        reading.stage(Reader.CHECKOUT, lines("snapshot,1000000,5\nsweeper,30000,5000,999000\nend,2\n"));
        assertThat(reading.overdueBefore()).isEqualTo(Long.MIN_VALUE);

        reading.stage(Reader.CHECKOUT, lines("snapshot,1000000,5\nsweeper,30000,5000,1000\nend,2\n"));
        assertThat(reading.overdueBefore()).isEqualTo(1_000_000 - 30_000 - 5_000 - 30_000);
    }

    @Test
    void stockThatDoesNotAddUpIsToldApart() throws IOException {
        reading.stage(
                Reader.INVENTORY,
                lines("snapshot,1,5\nstock,A,10,7,3\nstock,B,10,7,5\nstock,C,10,5,3\nstock,D,10,-1,11\nend,5\n"));

        assertThat(shelves.oversold()).isEqualTo(3);
        assertThat(shelves.wrong()).isEqualTo(3);
        assertThat(wrong)
                .satisfiesExactly(
                        b -> assertThat(b).startsWith("OVERSOLD B").contains("2 are promised twice"),
                        c -> assertThat(c).startsWith("STOCK C").contains("2 have vanished"),
                        d -> assertThat(d).startsWith("OVERSOLD D"));
    }
}
