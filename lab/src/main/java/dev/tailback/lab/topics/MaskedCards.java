package dev.tailback.lab.topics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tailback.events.Card;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Payloads as people and programs may see them: records of earlier versions hold whole numbers of cards. */
final class MaskedCards {
    private static final Pattern NUMBER = Pattern.compile("(?<=\"card\"\\s{0,9}:\\s{0,9}\")[0-9]{12,19}(?=\")");

    private MaskedCards() {}

    /** Of the same length, whatever else it holds. */
    static byte @Nullable [] in(byte @Nullable [] payload) {
        if (payload == null) {
            return null;
        }
        // A character for each byte, so that what is no text comes back as it was.
        String text = new String(payload, ISO_8859_1);
        return NUMBER.matcher(text)
                .replaceAll(found -> new Card(found.group()).number())
                .getBytes(ISO_8859_1);
    }
}
