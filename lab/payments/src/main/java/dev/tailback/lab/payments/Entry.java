package dev.tailback.lab.payments;

import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal: {@code approved ORDER KEY BODY CENTS CURRENCY}, the same with {@code declined}, or
 * {@code voided ORDER}.
 */
record Entry(Status status, UUID order, @Nullable Asked asked) {
    private static final int WORDS = 6;

    static Entry decided(Asked asked, Status status) {
        return new Entry(status, asked.order(), asked);
    }

    static Entry voided(UUID order) {
        return new Entry(Status.VOIDED, order, null);
    }

    String line() {
        if (asked == null) {
            return status.word() + " " + order + "\n";
        }
        return "%s %s %016x %08x %d %s\n"
                .formatted(
                        status.word(),
                        order,
                        asked.key(),
                        asked.body(),
                        asked.amount().cents(),
                        asked.amount().currency());
    }

    /** Throws an {@link IllegalArgumentException} for a line that this class never wrote. */
    static Entry read(String line) {
        String[] words = line.split(" ", -1);
        Status status = Status.of(words[0]);
        if (words.length != (status == Status.VOIDED ? 2 : WORDS)) {
            throw new IllegalArgumentException("it has " + words.length + " words");
        }
        UUID order = UUID.fromString(words[1]);
        if (status == Status.VOIDED) {
            return voided(order);
        }
        if (!Amount.isCurrency(words[5])) {
            throw new IllegalArgumentException("'" + words[5] + "' is no currency");
        }
        Amount amount = new Amount(Long.parseLong(words[4]), words[5]);
        long key = HexFormat.fromHexDigitsToLong(words[2]);
        return decided(new Asked(order, amount, key, HexFormat.fromHexDigits(words[3])), status);
    }
}
