package dev.tailback.flowalerts.incidents.notify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a webhook and we know. No message repeats it. */
public final class Secret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 16;
    private static final int LONGEST = 1_000;

    private final SecretKeySpec key;

    private Secret(String text) {
        this.key = new SecretKeySpec(text.getBytes(UTF_8), ALGORITHM);
    }

    /** @throws IllegalArgumentException with a sentence that does not tell it */
    public static Secret of(String text) {
        String secret = text.strip();
        if (secret.length() < SHORTEST || secret.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a secret has %d characters; allowed: %d to %d".formatted(secret.length(), SHORTEST, LONGEST));
        }
        return new Secret(secret);
    }

    static Secret in(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException failure) {
            throw new IllegalArgumentException("the file %s cannot be read: %s".formatted(file, failure), failure);
        }
    }

    /**
     * The header {@code X-Tailback-Signature}: the time, so that what was overheard cannot be sent again much later, and a
     * hash of the time, a dot and the body.
     */
    String signature(Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((at.getEpochSecond() + ".").getBytes(US_ASCII));
            return "t=%d,v1=%s".formatted(at.getEpochSecond(), HexFormat.of().formatHex(mac.doFinal(body)));
        } catch (NoSuchAlgorithmException | InvalidKeyException failure) {
            throw new IllegalStateException("no " + ALGORITHM + ", which every Java has", failure);
        }
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
