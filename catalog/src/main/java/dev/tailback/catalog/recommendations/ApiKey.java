package dev.tailback.catalog.recommendations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a model's provider wants to see. It is shown to nobody else: no message and no log repeats it. */
final class ApiKey {
    static final ApiKey NONE = new ApiKey("");

    private static final Pattern FORM = Pattern.compile("[!-~]{0,1000}");

    private final String value;

    private ApiKey(String value) {
        this.value = value;
    }

    /** @param file empty if the key is given itself */
    static ApiKey of(String key, String file) {
        if (!key.isBlank() && !file.isBlank()) {
            throw new IllegalArgumentException("CHAT_API_KEY and CHAT_API_KEY_FILE are both set; one is allowed");
        }
        return file.isBlank() ? checked("CHAT_API_KEY", key) : checked("CHAT_API_KEY_FILE " + file, read(file));
    }

    private static ApiKey checked(String source, String text) {
        String key = text.strip();
        if (!FORM.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "%s is at most 1000 visible ASCII characters without blanks, but got %d characters with others"
                            .formatted(source, key.length()));
        }
        return new ApiKey(key);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "CHAT_API_KEY_FILE is a file with the key, but " + file + " cannot be read: " + unreadable,
                    unreadable);
        }
    }

    boolean isGiven() {
        return !value.isEmpty();
    }

    String authorization() {
        return "Bearer " + value;
    }
}
