package dev.tailback.lab.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who has logged in: {@value #MOST} browsers, of which the oldest goes for another one. Only digests are kept. */
final class Sessions {
    static final int MOST = 100;
    static final Duration LONGEST = Duration.ofHours(12);

    private static final int BYTES = 32;
    private static final Pattern COOKIE = Pattern.compile("(?:^|;\\s*)tailback_session=([0-9a-f]{64})(?:;|$)");
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict; Max-Age=";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> ends = new LinkedHashMap<>();

    /** The cookie of another one. */
    synchronized String begin(Instant now) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        if (ends.size() >= MOST) {
            ends.remove(ends.keySet().iterator().next());
        }
        ends.put(digest(id), now.plus(LONGEST));
        return "tailback_session=" + id + ATTRIBUTES + LONGEST.toSeconds();
    }

    /** @param cookies as a browser shows them */
    synchronized boolean knows(@Nullable String cookies, Instant now) {
        return id(cookies)
                .map(id -> ends.get(digest(id)))
                .filter(end -> end.isAfter(now))
                .isPresent();
    }

    /** A cookie without a session. */
    synchronized String end(@Nullable String cookies) {
        id(cookies).ifPresent(id -> ends.remove(digest(id)));
        return "tailback_session=" + ATTRIBUTES + 0;
    }

    private static Optional<String> id(@Nullable String cookies) {
        Matcher found = COOKIE.matcher(cookies == null ? "" : cookies);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String digest(String id) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
