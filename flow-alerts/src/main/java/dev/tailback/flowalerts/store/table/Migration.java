package dev.tailback.flowalerts.store.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One numbered step of the schema, with its way back. */
record Migration(int number, String name) {

    String up() {
        return script("up");
    }

    String down() {
        return script("down");
    }

    /** Of the way up: what has run somewhere must not be changed afterwards, but followed by another step. */
    String checksum() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(up().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("every JDK has SHA-256", failure);
        }
    }

    private String script(String way) {
        String resource = "%03d_%s.%s.sql".formatted(number, name, way);
        try (InputStream script = Migration.class.getResourceAsStream(resource)) {
            if (script == null) {
                throw new IllegalStateException(resource + " is missing beside " + Migration.class.getName());
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(resource + " cannot be read", failure);
        }
    }
}
