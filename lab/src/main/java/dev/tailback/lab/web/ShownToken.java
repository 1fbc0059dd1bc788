package dev.tailback.lab.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this process shows to those whom it asks: beyond loopback they demand it of keepers. */
public final class ShownToken {
    private static final String PROPERTY = "tailback.token";
    private static final String VARIABLE = "TAILBACK_TOKEN";

    private ShownToken() {}

    /** From now on, in this process. */
    public static void set(String token) {
        System.setProperty(PROPERTY, token);
    }

    /** The header {@code Authorization}, if there is a token. */
    static Optional<String> authorization() {
        @Nullable String told = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        return Optional.ofNullable(told).filter(token -> !token.isBlank()).map(token -> "Bearer " + token.strip());
    }
}
