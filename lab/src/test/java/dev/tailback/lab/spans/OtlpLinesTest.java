package dev.tailback.lab.spans;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;

class OtlpLinesTest {
    private static final String TWO_SPANS = """
            {"resourceSpans":[{"resource":{"spans":[{}]},"scopeSpans":[{"spans":[{"name":"a","spans":[{}]}]},\
            {"scope":{},"spans":[{"attributes":[{"key":"spans"}]}]}]}]}""";

    @TempDir
    private Path folder;

    @Test
    void linesAreReadGzippedOrNot() throws IOException {
        byte[] text = "one\n\ntwo".getBytes(UTF_8);
        for (byte[] bytes : new byte[][] {text, gzipped(text)}) {
            try (OtlpLines lines = OtlpLines.of(file(bytes))) {
                assertThat(lines.next()).isEqualTo("one");
                assertThat(lines.next()).isEmpty();
                assertThat(lines.next()).isEqualTo("two");
                assertThat(lines.next()).isNull();
            }
        }
    }

    @Test
    void whatCannotBeReadIsSaidWithItsPlace() throws IOException {
        assertThatThrownBy(() -> OtlpLines.of(folder)).hasMessageContaining("is no file; allowed: a file");
        assertThatThrownBy(() -> OtlpLines.of(folder.resolve("x"))).hasMessageContaining("is not there");
        assertRefused(new byte[] {(byte) 0xff, 'a'}, "line 1 of ", "is no text in UTF-8");
        assertRefused(new byte[9 << 20], "line 1 of ", "is too long: more than 8388608 bytes");
        byte[] torn = gzipped("x".repeat(100_000).getBytes(UTF_8));
        assertRefused(Arrays.copyOf(torn, torn.length / 2), "line 1 of ", "cannot be unzipped");
        assertThatThrownBy(() -> OtlpLines.of(file(new byte[] {0x1f, (byte) 0x8b, 0, 0, 0, 0, 0, 0, 0, 0})))
                .hasMessageContaining("begins like a gzipped file and is none");
    }

    @Test
    void spansAreCountedWhereTheyStand() {
        assertThat(SpanCount.of(TWO_SPANS)).hasValue(2);
        assertThat(SpanCount.of("{\"resourceSpans\":[]}")).hasValue(0);
        for (String other :
                new String[] {"[]", "{}", "{\"resourceSpans\":{}}", "{\"a\":{\"resourceSpans\":[]}}", "1"}) {
            assertThat(SpanCount.of(other)).as(other).isEqualTo(OptionalInt.empty());
        }
        assertThatThrownBy(() -> SpanCount.of("{\"resourceSpans\":[")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> SpanCount.of("[".repeat(100_000))).isInstanceOf(JacksonException.class);
    }

    private void assertRefused(byte[] bytes, String... because) throws IOException {
        try (OtlpLines lines = OtlpLines.of(file(bytes))) {
            assertThatThrownBy(lines::next).message().contains(because);
        }
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("spans.jsonl"), bytes);
    }

    private static byte[] gzipped(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text);
        }
        return bytes.toByteArray();
    }
}
