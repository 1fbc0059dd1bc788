package dev.tailback.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a keeper shows. Only its digest is kept, and no message repeats it. */
public final class Token {
    static final String VARIABLE = "TAILBACK_TOKEN";
    static final String FILE_VARIABLE = "TAILBACK_TOKEN_FILE";

    private static final Pattern FORM = Pattern.compile("[!-~]{16,1000}");
    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    private Token(String text) {
        this.digest = digest(text);
    }

    /** From either variable; null if neither is set. */
    static @Nullable Token of(@Nullable String text, @Nullable String file) {
        if (text != null && file != null) {
            throw new IllegalArgumentException(VARIABLE + " and " + FILE_VARIABLE + " are both set; one is allowed");
        }
        if (text != null) {
            return checked(VARIABLE, text);
        }
        return file == null ? null : checked(FILE_VARIABLE + " " + file, read(file));
    }

    private static Token checked(String source, String text) {
        String token = text.strip();
        if (!FORM.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "%s is not a token: 16 to 1000 visible ASCII characters without blanks are allowed, but got %d characters%s"
                            .formatted(source, token.length(), token.length() < 16 ? "" : ", some of them others"));
        }
        return new Token(token);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    FILE_VARIABLE + " is a file with the token, but " + file + " cannot be read: " + unreadable,
                    unreadable);
        }
    }

    boolean isShownBy(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && is(authorization.substring(SCHEME.length()));
    }

    /** Takes the same time wherever a wrong token differs. */
    public boolean is(String text) {
        return MessageDigest.isEqual(digest, digest(text.strip()));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
