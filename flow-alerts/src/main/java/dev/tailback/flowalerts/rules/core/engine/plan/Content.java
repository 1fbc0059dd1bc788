package dev.tailback.flowalerts.rules.core.engine.plan;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names made of what they name. */
public final class Content {
    private static final int DIGITS = 32;

    private Content() {}

    /** The same for two rules exactly if they decide alike; labels and annotations only dress what they say. */
    public static String of(Rule rule) {
        return hash(
                "rule",
                rule.name(),
                rule.by(),
                rule.within(),
                rule.order(),
                rule.steps(),
                rule.until(),
                rule.threshold() == null ? "" : rule.threshold(),
                rule.bucket(),
                rule.holdsFor(),
                rule.keepFiringFor(),
                rule.lateness());
    }

    public static String incident(String rule, Key key, long start) {
        return hash("incident", rule, key.values(), start);
    }

    private static String hash(Object... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
                digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) ':');
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("no SHA-256, which every Java has", failure);
        }
    }
}
