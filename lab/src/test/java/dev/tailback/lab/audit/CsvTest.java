package dev.tailback.lab.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static Csv csv(String text) {
        return new Csv(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Test
    void fieldsAreTextNumbersAndIds() throws IOException {
        UUID id = UUID.fromString("01a1fdd7-08ed-7239-94b3-96b5ea9ecbfe");
        Csv csv = csv("order," + id + ",-17,\nend,1\n");

        assertThat(csv.nextLine()).isTrue();
        assertThat(csv.text(0)).isEqualTo("order");
        assertThat(new UUID(csv.high(1), csv.low(1))).isEqualTo(id);
        assertThat(csv.number(2)).isEqualTo(-17);
        assertThat(csv.text(3)).isEmpty();
        assertThat(csv.nextLine()).isTrue();
        assertThat(csv.number(1)).isEqualTo(1);
        assertThat(csv.nextLine()).isFalse();
    }

    @Test
    void linesThatCrossTheBufferAreWhole() throws IOException {
        Csv csv = csv("x,12345\n".repeat(50_000));
        int lines = 0;
        while (csv.nextLine()) {
            assertThat(csv.number(1)).isEqualTo(12_345);
            lines++;
        }
        assertThat(lines).isEqualTo(50_000);
    }

    @Test
    void whatIsMalformedIsNamed() throws IOException {
        Csv torn = csv("order,1");
        assertThatThrownBy(torn::nextLine).isInstanceOf(IOException.class).hasMessageContaining("middle of a line");

        Csv wrong = csv("order,abc\n");
        wrong.nextLine();
        assertThatThrownBy(() -> wrong.high(1)).hasMessageContaining("'order,abc' is no UUID");
        assertThatThrownBy(() -> wrong.number(1)).hasMessageContaining("is no whole number");
        assertThatThrownBy(() -> wrong.text(2)).hasMessageContaining("has no field 2");
    }
}
