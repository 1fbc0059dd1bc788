package dev.tailback.lab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservingTest {
    private static final Path STOCK = Path.of("../inventory/src/main/java/dev/tailback/inventory/stock/Stock.java");

    @Test
    void whatIsMeasuredIsWhatInventoryDoes() throws IOException {
        String stock = words(Files.readString(STOCK));

        assertThat(stock).contains(inInventory(Reserving.LOCK), inInventory(Reserving.TAKE));
    }

    /** The whole of it, up to its end. */
    private static String inInventory(String statement) {
        return words(statement.replace("inventory.", "").replace("?", ":skus").replace("ARRAY[0]", ":quantities"))
                + "\"\"\"";
    }

    private static String words(String text) {
        return String.join(" ", List.of(text.strip().split("\\s+")));
    }
}
