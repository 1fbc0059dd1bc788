package dev.tailback.lab.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void jsonIsLaidOut() {
        assertThat(Printable.payload("{\"a\":1}".getBytes(UTF_8))).containsExactly("{", "  \"a\" : 1", "}");
    }

    @Test
    void whatIsNoJsonIsDumpedAsBytes() {
        assertThat(Printable.payload(new byte[] {'h', 'i', 0, (byte) 0xff}))
                .containsExactly("00000000  68 69 00 ff                                      hi..");
        assertThat(Printable.payload("[".repeat(100_000).getBytes(UTF_8)))
                .hasSize(65)
                .last()
                .isEqualTo("… 98976 more bytes");
    }

    @Test
    void aLargePayloadIsCutOff() {
        String large = "[" + "1,".repeat(1_000) + "1]";

        assertThat(Printable.payload(large.getBytes(UTF_8)).toString()).hasSizeLessThan(25_000);
        assertThat(Printable.payload(new byte[1 << 20])).hasSize(65);
    }

    @Test
    void nothingIsSaidToBeNothing() {
        assertThat(Printable.payload(null)).containsExactly("(null)");
        assertThat(Printable.payload(new byte[0])).containsExactly("(empty)");
    }
}
