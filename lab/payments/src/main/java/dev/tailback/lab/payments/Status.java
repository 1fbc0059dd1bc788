package dev.tailback.lab.payments;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of the payment of an order. */
enum Status {
    APPROVED,
    DECLINED,
    VOIDED;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Status of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
