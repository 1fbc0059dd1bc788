package dev.tailback.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** UUIDs that sort by the time they were made (RFC 9562): their order is the partitions' order. */
public final class UuidV7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private UuidV7() {}

    public static UUID at(Instant time) {
        long high = time.toEpochMilli() << 16 | VERSION_7 | RANDOM.nextLong() & 0x0FFFL;
        return new UUID(high, RANDOM.nextLong() >>> 2 | VARIANT);
    }

    /** The one id for what happened at that time and is told apart by that text: the same wherever it is made. */
    public static UUID derived(Instant time, String text) {
        UUID hash = UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
        long high = time.toEpochMilli() << 16 | VERSION_7 | hash.getMostSignificantBits() & 0x0FFFL;
        return new UUID(high, hash.getLeastSignificantBits() >>> 2 | VARIANT);
    }

    /** The smallest UUID of that millisecond: a bound between partitions. */
    public static UUID floor(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    public static boolean is(UUID id) {
        return id.version() == 7 && id.variant() == 2;
    }

    public static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
