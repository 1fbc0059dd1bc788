package dev.tailback.flowalerts.otlp.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a request in protobuf would become, by a walk over its bytes that makes nothing of them: each message, each
 * value of a list, and each field that is unknown, since protobuf keeps those, too.
 */
public final class ProtobufItems {
    private final CodedInputStream in;
    private final Items items = new Items();

    private ProtobufItems(CodedInputStream in) {
        this.in = in;
    }

    public static int count(byte[] body, Descriptor type) {
        ProtobufItems walk = new ProtobufItems(CodedInputStream.newInstance(body));
        try {
            walk.message(type, 1);
            return walk.items.count();
        } catch (InvalidProtocolBufferException failure) {
            throw Refusal.malformed("the body is not an " + type.getName() + ": " + failure.getMessage());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void message(Descriptor type, int depth) throws IOException {
        if (depth > Limits.MAX_DEPTH) {
            throw Refusal.malformed(
                    "messages lie deeper in one another than " + Limits.MAX_DEPTH + "; allowed: as deep as that");
        }
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            switch (WireFormat.getTagWireType(tag)) {
                case WireFormat.WIRETYPE_LENGTH_DELIMITED -> withLength(field, depth);
                case WireFormat.WIRETYPE_START_GROUP, WireFormat.WIRETYPE_END_GROUP ->
                    throw Refusal.malformed("field " + WireFormat.getTagFieldNumber(tag) + " of " + type.getName()
                            + " is a group; allowed: what OTLP has, which are none");
                default -> {
                    items.add(field == null || field.isRepeated() ? 1 : 0);
                    in.skipField(tag);
                }
            }
        }
    }

    private void withLength(@Nullable FieldDescriptor field, int depth) throws IOException {
        int length = in.readRawVarint32();
        if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            items.add(1);
            int outer = in.pushLimit(length);
            message(field.getMessageType(), depth + 1);
            in.popLimit(outer);
        } else {
            if (field != null && field.isPackable()) {
                items.addScalars(length / leastBytes(field));
            } else {
                items.add(field == null || field.isRepeated() ? 1 : 0);
            }
            in.skipRawBytes(length);
        }
    }

    private static int leastBytes(FieldDescriptor field) {
        return switch (field.getType()) {
            case FIXED64, SFIXED64, DOUBLE -> Long.BYTES;
            case FIXED32, SFIXED32, FLOAT -> Integer.BYTES;
            default -> 1;
        };
    }
}
