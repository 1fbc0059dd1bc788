package dev.tailback.flowalerts.incidents.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A name for an address in the journal, which does not tell it: the address of a webhook is often a secret itself. */
final class Named {
    private static final int DIGITS = 16;

    private Named() {}

    static String of(Address address) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(address.uri().toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("no SHA-256, which every Java has", failure);
        }
    }
}
