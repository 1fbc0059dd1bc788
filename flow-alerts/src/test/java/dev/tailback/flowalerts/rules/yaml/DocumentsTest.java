package dev.tailback.flowalerts.rules.yaml;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.issues.Place;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody hands in is answered within a second of the processor, with its place. */
@Timeout(30)
class DocumentsTest {
    private final Issues issues = new Issues();
    private final long began = processorNanos();

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @AfterEach
    void tookLessThanASecond() {
        assertThat(Duration.ofNanos(processorNanos() - began)).isLessThan(Duration.ofSeconds(1));
    }

    private List<Value> read(String text) {
        return read(text.getBytes(UTF_8));
    }

    private List<Value> read(byte[] bytes) {
        return Documents.read("rules.yaml", bytes, issues);
    }

    private void assertTold(Code code, int line, int column) {
        assertThat(issues.inOrder()).anySatisfy(issue -> {
            assertThat(issue.code()).isEqualTo(code);
            assertThat(issue.place()).isEqualTo(new Place("rules.yaml", line, column));
        });
    }

    @Test
    void readsEveryDocumentWithItsPlace() {
        List<Value> values = read("a: 1\n---\n# second\nb: 2\n--- \n- c\n");

        assertThat(values).extracting(Value::place).extracting(Place::line).containsExactly(1, 4, 6);
        assertThat(issues.inOrder()).isEmpty();
    }

    @Test
    void aDocumentThatIsNoYamlSpoilsNoOther() {
        List<Value> values = read("a: 1\n---\nb: [1, 2\nc: 3\n---\nd: 4\n");

        assertThat(values).hasSize(2);
        assertTold(Code.NOT_YAML, 4, 2);
    }

    @Test
    void aliasesThatExplodeAreCounted() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            text.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }

        assertThat(read(text.toString())).isEmpty();
        assertThat(issues.inOrder()).extracting(issue -> issue.code()).containsExactly(Code.ALIAS);
    }

    @Test
    void anAliasToWhatItStandsInIsNone() {
        assertThat(read("a: &a\n  b: *a\n")).isEmpty();
        assertTold(Code.ALIAS, 2, 6);
    }

    @Test
    void anAliasRepeatsWhatItNames() {
        Value.Mapping mapping = (Value.Mapping) read("a: &a {b: 1}\nc: *a\n").getFirst();

        assertThat(mapping.fields().get(1).value())
                .isEqualTo(mapping.fields().get(0).value());
    }

    @Test
    void whatLiesTooDeepIsRefusedBeforeItIsRead() {
        assertThat(read("[".repeat(1_000))).isEmpty();
        assertTold(Code.TOO_DEEP, 1, 33);
    }

    @Test
    void deepBlocksAreRefusedToo() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }

        assertThat(read(text.toString())).isEmpty();
        assertTold(Code.TOO_DEEP, 32, 32);
    }

    @Test
    void tenMegabytesAreNotRead() {
        assertThat(read(new byte[10 << 20])).isEmpty();
        assertTold(Code.TOO_LARGE, 1, 1);
    }

    @Test
    void aFileOfTheLargestSizeIsReadInTime() {
        assertThat(read("a: b\n---\n".repeat(Documents.MOST_BYTES / 9))).hasSize(1_000);
        assertThat(issues.inOrder()).extracting(issue -> issue.code()).containsExactly(Code.TOO_MANY);
    }

    @Test
    void oneLongTextIsReadInTime() {
        assertThat(read("x".repeat(Documents.MOST_BYTES))).hasSize(1);
    }

    @Test
    void manyLinesOfOneTextAreReadInTime() {
        assertThat(read("x: |\n" + "  y\n".repeat(Documents.MOST_BYTES / 4 - 2)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "? ", "- ", "&a ", "*a ", "!", "\"", "'", "|", ">", "%", "@", "`", ": ", ",", "]", "\t"})
    void nothingButSignsIsAnsweredInTime(String sign) {
        read(sign.repeat(Documents.MOST_BYTES / sign.length()));

        assertThat(issues.inOrder()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void tagsAreRefused() {
        assertThat(read("a: !!java.net.URL ['http://127.0.0.1']\n")).isEmpty();
        assertTold(Code.TAG, 1, 4);
    }

    @Test
    void directivesAreRefused() {
        assertThat(read("%YAML 1.1\n---\na: 1\n")).hasSize(1);
        assertTold(Code.TAG, 1, 1);
    }

    @Test
    void aKeyThatComesAgainIsTold() {
        read("a: 1\nb: 2\na: 3\n");

        assertTold(Code.KEY_TWICE, 3, 1);
    }

    @Test
    void otherEncodingsAreTold() {
        read(("\uFEFFa: 1").getBytes(UTF_16LE));

        assertTold(Code.NOT_UTF_8, 1, 1);
    }

    @Test
    void aByteThatIsNoUtf8IsToldWithItsPlace() {
        byte[] bytes = "a: 1\nb: x\n".getBytes(UTF_8);
        bytes[8] = (byte) 0xE4;

        assertThat(read(bytes)).isEmpty();
        assertTold(Code.NOT_UTF_8, 2, 4);
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(read(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', ':', ' ', '1'}))
                .hasSize(1);
        assertThat(issues.inOrder()).isEmpty();
    }

    @Test
    void nulIsNoText() {
        read(new byte[] {'a', ':', ' ', 0});

        assertTold(Code.NOT_UTF_8, 1, 4);
    }

    @Test
    void anEmptyFileHasNoValue() {
        assertThat(read("# nothing\n")).isEmpty();
        assertThat(issues.inOrder()).isEmpty();
    }

    @Test
    void charactersWithinATextKnowTheirPlaces() {
        assertThat(placeOf("q: a == b\n", 5)).isEqualTo("1:9");
        assertThat(placeOf("q: 'a == b'\n", 5)).isEqualTo("1:10");
        assertThat(placeOf("q: >-\n  a ==\n  b\n", 5)).isEqualTo("3:3");
        assertThat(placeOf("q: a ==\n   b\n", 5)).isEqualTo("2:4");
    }

    private String placeOf(String text, int index) {
        Value.Mapping mapping = (Value.Mapping) read(text).getFirst();
        Place place = ((Value.Scalar) mapping.fields().getFirst().value()).at(index);
        return place.line() + ":" + place.column();
    }
}
