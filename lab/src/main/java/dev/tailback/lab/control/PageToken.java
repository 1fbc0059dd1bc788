package dev.tailback.lab.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the lab's own page shows when it changes something. A browser says where a request comes from; a terminal does not,
 * and needs no token on loopback.
 */
public final class PageToken {
    static final String HEADER = "X-Tailback-Page";
    private static final int BYTES = 16;

    private final String text;

    private PageToken(String text) {
        this.text = text;
    }

    /** Another one for each start of the lab. */
    public static PageToken random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new PageToken(HexFormat.of().formatHex(bytes));
    }

    public String text() {
        return text;
    }

    /** What there is to say against a request that changes something. */
    Optional<Reply> refuse(String method, Headers headers) {
        boolean isOfBrowser = headers.getFirst("Origin") != null || headers.getFirst("Sec-Fetch-Site") != null;
        if (method.equals("GET") || !isOfBrowser || isShown(headers.getFirst(HEADER))) {
            return Optional.empty();
        }
        return Optional.of(Reply.problem(
                403,
                "Forbidden",
                HEADER + " is " + (headers.getFirst(HEADER) == null ? "missing" : "not that of this lab")
                        + "; allowed: the token that GET /api/room/stream tells the lab's own page"));
    }

    private boolean isShown(@Nullable String shown) {
        return shown != null && MessageDigest.isEqual(text.getBytes(UTF_8), shown.getBytes(UTF_8));
    }
}
