package dev.tailback.lab.topics;

import dev.tailback.lab.web.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A record for programs, with nothing cut off; numbers of cards are masked. Public JSON, so fields are only ever added. Of {@code value},
 * {@code text} and {@code base64} there is the first that can hold the payload; a tombstone has none.
 *
 * @param bytes the payload's length, absent for a tombstone
 */
public record RecordJson(
        String topic,
        int partition,
        long offset,
        Instant time,
        @Nullable String key,
        @Nullable String traceId,
        List<NamedValue> headers,
        @Nullable Integer bytes,
        @Nullable JsonNode value,
        @Nullable String text,
        @Nullable String base64) {

    /** A list of these and not an object: a name may come twice. */
    public record NamedValue(
            String name, @Nullable String text, @Nullable String base64) {}

    public static RecordJson of(StoredRecord record) {
        byte[] payload = MaskedCards.in(record.value());
        JsonNode value = json(payload);
        String text = value == null ? text(payload) : null;
        List<NamedValue> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            String headerText = text(header.value());
            headers.add(new NamedValue(header.key(), headerText, headerText == null ? base64(header.value()) : null));
        }
        return new RecordJson(
                record.place().topic(),
                record.place().partition(),
                record.place().offset(),
                record.time(),
                record.key().orElse(null),
                record.traceId().orElse(null),
                headers,
                payload == null ? null : payload.length,
                value,
                text,
                value == null && text == null ? base64(payload) : null);
    }

    private static @Nullable JsonNode json(byte @Nullable [] payload) {
        String text = text(payload);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Json.tree(text);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
