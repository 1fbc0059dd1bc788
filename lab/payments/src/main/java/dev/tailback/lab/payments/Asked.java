package dev.tailback.lab.payments;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.Card;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A request for money, as far as it has to be remembered.
 *
 * @param key the hash of the idempotency key, never 0
 * @param body the hash of everything else; no card number is kept
 */
record Asked(UUID order, Amount amount, long key, int body) {
    static Asked of(UUID order, Amount amount, Card card, String idempotencyKey) {
        long key = hash(idempotencyKey);
        String body = order + " " + amount.cents() + " " + amount.currency() + " " + card.number();
        return new Asked(order, amount, key == 0 ? 1 : key, (int) hash(body));
    }

    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
