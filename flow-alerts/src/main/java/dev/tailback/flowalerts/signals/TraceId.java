package dev.tailback.flowalerts.signals;

import java.util.HexFormat;
import java.util.Optional;

/** Sixteen bytes, held as two longs: a string of them would take three times the room. */
public record TraceId(long high, long low) {
    private static final int DIGITS = 32;

    /** Reads 32 hex digits of either case; empty for anything else. */
    public static Optional<TraceId> parse(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        return Optional.of(new TraceId(
                HexFormat.fromHexDigitsToLong(text, 0, DIGITS / 2),
                HexFormat.fromHexDigitsToLong(text, DIGITS / 2, DIGITS)));
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
