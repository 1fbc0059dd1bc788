package dev.tailback.flowalerts.otlp.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one value that is no message. Protobuf's JSON allows a number to come as text; JavaScript has to send it so. */
final class JsonScalars {
    private static final Set<String> HEX = Set.of("trace_id", "span_id", "parent_span_id");

    private JsonScalars() {}

    static Object value(JsonParser parser, FieldDescriptor field) {
        return switch (field.getType()) {
            case STRING -> text(parser, field);
            case BYTES -> bytes(text(parser, field), field);
            case BOOL -> bool(parser, field);
            case DOUBLE -> decimal(parser, field);
            case FLOAT -> (float) decimal(parser, field);
            case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown((int) enumNumber(parser, field));
            case INT32, SINT32, SFIXED32 -> (int) whole(parser, field, 32, true);
            case UINT32, FIXED32 -> (int) whole(parser, field, 32, false);
            case INT64, SINT64, SFIXED64 -> whole(parser, field, 64, true);
            case UINT64, FIXED64 -> whole(parser, field, 64, false);
            case MESSAGE, GROUP -> throw new IllegalArgumentException(field + " is a message");
        };
    }

    private static String text(JsonParser parser, FieldDescriptor field) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(parser, field, "a text");
        }
        return parser.getString();
    }

    private static ByteString bytes(String text, FieldDescriptor field) {
        boolean hex = HEX.contains(field.getName());
        try {
            return ByteString.copyFrom(hex ? HexFormat.of().parseHex(text) : base64(text));
        } catch (IllegalArgumentException failure) {
            throw wrong(field, text, hex ? "hexadecimal digits in pairs" : "base64");
        }
    }

    /** Either alphabet, with padding or without. */
    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    }

    private static boolean bool(JsonParser parser, FieldDescriptor field) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrong(parser, field, "true, false");
        };
    }

    private static double decimal(JsonParser parser, FieldDescriptor field) {
        if (!isNumberOrText(parser)) {
            throw wrong(parser, field, "a number");
        }
        try {
            // Java's own words for what JSON has no numbers for are protobuf's, too.
            return Double.parseDouble(parser.getString());
        } catch (NumberFormatException failure) {
            throw wrong(parser, field, "a number, 'NaN', 'Infinity', '-Infinity'");
        }
    }

    private static long enumNumber(JsonParser parser, FieldDescriptor field) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrong(
                    parser,
                    field,
                    "the number of a value of " + field.getEnumType().getName());
        }
        return whole(parser, field, 32, true);
    }

    /** Unsigned numbers beyond the half come out negative, as protobuf has them in Java. */
    private static long whole(JsonParser parser, FieldDescriptor field, int bits, boolean signed) {
        String text = isNumberOrText(parser) ? parser.getString() : "";
        try {
            long number = signed ? Long.parseLong(text) : Long.parseUnsignedLong(text);
            if (bits == 64 || (signed ? number == (int) number : number >>> bits == 0)) {
                return number;
            }
            throw wrong(parser, field, wholeNumberOf(bits, signed));
        } catch (NumberFormatException failure) {
            throw wrong(parser, field, wholeNumberOf(bits, signed));
        }
    }

    private static String wholeNumberOf(int bits, boolean signed) {
        return "a whole number of " + bits + " bits" + (signed ? "" : ", not negative") + ", or a text of it";
    }

    private static boolean isNumberOrText(JsonParser parser) {
        return parser.currentToken().isNumeric() || parser.currentToken() == JsonToken.VALUE_STRING;
    }

    private static Refusal wrong(JsonParser parser, FieldDescriptor field, String allowed) {
        String value = parser.currentToken().isScalarValue()
                ? parser.getString()
                : parser.currentToken().toString();
        return wrong(field, value, allowed);
    }

    private static Refusal wrong(FieldDescriptor field, String value, String allowed) {
        return Refusal.malformed("%s is '%s'; allowed: %s".formatted(field.getJsonName(), Cut.text(value), allowed));
    }
}
