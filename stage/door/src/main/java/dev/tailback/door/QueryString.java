package dev.tailback.door;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A query string: each name once, and all of it readable text. */
public final class QueryString {
    private static final int MOST = 100;
    private static final int LONGEST_SHOWN = 100;

    private final Map<String, String> values;

    private QueryString(Map<String, String> values) {
        this.values = values;
    }

    /** A query that cannot be read, or asks for what there is not; its message is a sentence for whoever sent it. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String sentence) {
            super(sentence);
        }

        public String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads a query.
     *
     * @param raw as it was sent; null if there was no question mark
     */
    public static QueryString read(@Nullable String raw) throws Malformed {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", MOST + 1)) {
            if (values.size() == MOST) {
                throw new Malformed("the query has more than " + MOST + " parameters; allowed: as many as that");
            }
            int equals = pair.indexOf('=');
            String name = text(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : text(pair.substring(equals + 1));
            if (values.putIfAbsent(name, value) != null) {
                throw new Malformed("%s is '%s' in the query; allowed: to be given once"
                        .formatted(shortened(name), shortened(value)));
            }
        }
        return new QueryString(values);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Map<String, String> values() {
        return values;
    }

    /**
     * Looks whether there is nothing but that.
     *
     * @param known names; one that ends in a dot stands for all that begin so
     */
    public void allow(Collection<String> known) throws Malformed {
        for (String name : values.keySet()) {
            if (known.stream().noneMatch(each -> each.equals(name) || (each.endsWith(".") && name.startsWith(each)))) {
                throw new Malformed("the parameter '%s' is not known here; allowed: %s"
                        .formatted(
                                shortened(name), known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))));
            }
        }
    }

    private static String text(String encoded) throws Malformed {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char each = encoded.charAt(i);
            if (each == '%') {
                bytes.write(octet(encoded, i));
                i += 2;
            } else {
                bytes.writeBytes((each == '+' ? " " : String.valueOf(each)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return utf8(encoded, bytes.toByteArray());
    }

    private static int octet(String encoded, int percent) throws Malformed {
        int high = percent + 2 < encoded.length() ? Character.digit(encoded.charAt(percent + 1), 16) : -1;
        int low = percent + 2 < encoded.length() ? Character.digit(encoded.charAt(percent + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw wrong(encoded, "a % with two hexadecimal digits behind it");
        }
        return high << 4 | low;
    }

    private static String utf8(String encoded, byte[] bytes) throws Malformed {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherCharset) {
            throw wrong(encoded, "UTF-8, percent-encoded");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw wrong(encoded, "text without control characters");
        }
        return text;
    }

    private static Malformed wrong(String encoded, String allowed) {
        return new Malformed("the query has '%s'; allowed: %s".formatted(shortened(encoded), allowed));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
