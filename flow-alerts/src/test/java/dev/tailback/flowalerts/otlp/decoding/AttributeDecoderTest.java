package dev.tailback.flowalerts.otlp.decoding;

import static dev.tailback.flowalerts.otlp.Otlp.attribute;
import static dev.tailback.flowalerts.otlp.Otlp.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tailback.flowalerts.otlp.wire.Cut;
import dev.tailback.flowalerts.otlp.wire.Limits;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttributeDecoderTest {
    private final AttributeDecoder decoder = new AttributeDecoder(new Shared());

    @Test
    void readsEveryTypeOfValue() {
        assertThat(decode(
                        text("text", "t"),
                        attribute("bool", AnyValue.newBuilder().setBoolValue(true)),
                        attribute("int", AnyValue.newBuilder().setIntValue(Long.MAX_VALUE)),
                        attribute("double", AnyValue.newBuilder().setDoubleValue(0.5)),
                        attribute("bytes", AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("hi"))),
                        attribute("list", list(AnyValue.newBuilder().setStringValue("x"))),
                        attribute(
                                "map",
                                AnyValue.newBuilder()
                                        .setKvlistValue(
                                                KeyValueList.newBuilder().addValues(text("k", "v")))),
                        attribute("none", AnyValue.newBuilder())))
                .isEqualTo(Map.of(
                        "text",
                        "t",
                        "bool",
                        true,
                        "int",
                        Long.MAX_VALUE,
                        "double",
                        0.5,
                        "bytes",
                        "aGk=",
                        "list",
                        List.of("x"),
                        "map",
                        Map.of("k", "v"),
                        "none",
                        ""));
    }

    @Test
    void aTextOfTheGreatestLengthStaysWholeAndOneLongerIsCut() {
        String longest = "x".repeat(Cut.MAX_TEXT);

        assertThat(decode(text("a", longest), text("b", longest + "y")))
                .containsEntry("a", longest)
                .containsEntry("b", longest + "…");
    }

    @Test
    void aTextIsNotCutInTheMiddleOfACharacter() {
        String before = "x".repeat(Cut.MAX_TEXT - 1);

        assertThat(decode(text("a", before + "😀"))).containsEntry("a", before + "…");
    }

    @Test
    void attributesBeyondTheLimitAreLeftOutAndCounted() {
        KeyValue[] many = IntStream.rangeClosed(0, Limits.MAX_ATTRIBUTES)
                .mapToObj(i -> text("k" + i, "v"))
                .toArray(KeyValue[]::new);

        assertThat(decode(many)).hasSize(Limits.MAX_ATTRIBUTES).doesNotContainKey("k128");
        assertThat(decoder.leftOut()).isEqualTo(1);
    }

    @Test
    void aThousandAttributesAreReadAndOneMoreIsRefused() {
        List<KeyValue> most =
                IntStream.range(0, 1_000).mapToObj(i -> text("k" + i, "v")).toList();
        List<KeyValue> tooMany =
                IntStream.range(0, 1_001).mapToObj(i -> text("k" + i, "v")).toList();

        assertThat(decoder.decode(most).asMap()).hasSize(Limits.MAX_ATTRIBUTES);
        assertThatThrownBy(() -> decoder.decode(tooMany))
                .isInstanceOf(Refusal.class)
                .hasMessage("one thing has 1001 attributes, the first is 'k0'; allowed: 1000");
    }

    @Test
    void listsInListsEndInAnEllipsis() {
        AnyValue.Builder value = AnyValue.newBuilder().setStringValue("deep");
        for (int depth = 0; depth < 5; depth++) {
            value = list(value);
        }

        assertThat(decode(attribute("a", value))).containsEntry("a", List.of(List.of(List.of(List.of("…")))));
    }

    private Map<String, Object> decode(KeyValue... attributes) {
        return decoder.decode(List.of(attributes)).asMap();
    }

    private static AnyValue.Builder list(AnyValue.Builder value) {
        return AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value));
    }
}
