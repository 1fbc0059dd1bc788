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

        assertThat(stock).contains(words(asInInventory(Reserving.LOCK)), words(asInInventory(Reserving.TAKE)));
    }

    private static String asInInventory(String statement) {
        return statement.replace("inventory.", "").replace("?", ":skus").replace("ARRAY[0]", ":quantities");
    }

    private static String words(String text) {
        return String.join(" ", List.of(text.strip().split("\\s+")));
    }
}
