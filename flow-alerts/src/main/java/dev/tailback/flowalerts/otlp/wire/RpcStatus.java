package dev.tailback.flowalerts.otlp.wire;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A google.rpc.Status with its details, as OTLP wants with every refusal. Written by hand, field by field, for its classes
 * would cost a jar of three megabytes.
 *
 * @param badRequest whether to say in detail, too, that the request itself is wrong
 * @param retryAfter when to come again; without it a sender drops what gRPC calls RESOURCE_EXHAUSTED
 */
public record RpcStatus(int code, String message, boolean badRequest, Optional<Duration> retryAfter) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPES = "type.googleapis.com/google.rpc.";

    byte[] protobuf() {
        return bytes(status -> {
            status.writeInt32(1, code);
            status.writeString(2, message);
            if (badRequest) {
                status.writeByteArray(3, any("BadRequest", bytes(details -> details.writeByteArray(1, violation()))));
            }
            if (retryAfter.isPresent()) {
                byte[] delay = duration(retryAfter.get());
                status.writeByteArray(3, any("RetryInfo", bytes(details -> details.writeByteArray(1, delay))));
            }
        });
    }

    /** google.rpc.BadRequest.FieldViolation: field = 1, description = 2. */
    private byte[] violation() {
        return bytes(violation -> {
            violation.writeString(1, "body");
            violation.writeString(2, message);
        });
    }

    private static byte[] duration(Duration duration) {
        return bytes(out -> {
            out.writeInt64(1, duration.toSeconds());
            out.writeInt32(2, duration.toNanosPart());
        });
    }

    /** google.protobuf.Any: type_url = 1, value = 2. */
    private static byte[] any(String type, byte[] value) {
        return bytes(any -> {
            any.writeString(1, TYPES + type);
            any.writeByteArray(2, value);
        });
    }

    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.writeTo(out);
            out.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    public byte[] json() {
        return JSON.writeValueAsString(new Body(code, message, details())).getBytes(StandardCharsets.UTF_8);
    }

    private List<Map<String, Object>> details() {
        List<Map<String, Object>> details = new ArrayList<>();
        if (badRequest) {
            details.add(detail("BadRequest", "fieldViolations", List.of(new Violation("body", message))));
        }
        retryAfter.ifPresent(delay -> details.add(detail("RetryInfo", "retryDelay", seconds(delay))));
        return details;
    }

    private static Map<String, Object> detail(String type, String field, Object value) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("@type", TYPES + type);
        detail.put(field, value);
        return detail;
    }

    /** As protobuf's JSON writes a duration. */
    private static String seconds(Duration duration) {
        return "%d.%09ds".formatted(duration.toSeconds(), duration.toNanosPart());
    }

    private record Violation(String field, String description) {}

    private record Body(int code, String message, List<Map<String, Object>> details) {}
}
