package dev.tailback.catalog.recommendations;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Which model is asked.
 *
 * @param url of its OpenAI-compatible API, up to and with the version; empty for the stand-in
 * @param timeout of one call
 * @param atOnce how many recommendations are made at once: a slow model is not to keep the shop's places taken
 */
record ChatSettings(String url, String model, String apiKey, String apiKeyFile, Duration timeout, int atOnce) {
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);
    private static final int MOST_AT_ONCE = 100;

    ChatSettings {
        if (!url.isBlank() && !isHttp(url)) {
            throw new IllegalArgumentException(
                    "tailback.chat.url (CHAT_URL) is like https://api.openai.com/v1, or empty for the stand-in, but got "
                            + url);
        }
        if (!url.isBlank() && model.isBlank()) {
            throw new IllegalArgumentException(
                    "tailback.chat.model (CHAT_MODEL) is the name of a model at " + url + ", but got none");
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("tailback.chat.timeout (CHAT_TIMEOUT) is 1ms to 2m, but got " + timeout);
        }
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException("tailback.chat.at-once is 1 to " + MOST_AT_ONCE + ", but got " + atOnce);
        }
    }

    static ChatSettings of(Environment environment) {
        return Binder.get(environment).bind("tailback.chat", ChatSettings.class).get();
    }

    private static boolean isHttp(String text) {
        try {
            URI url = new URI(text);
            return url.getScheme() != null
                    && url.getScheme().matches("https?")
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getQuery() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
