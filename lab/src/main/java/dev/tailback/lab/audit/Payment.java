package dev.tailback.lab.audit;

import java.util.Locale;

/** What the provider has of an order. */
enum Payment {
    NONE,
    APPROVED,
    DECLINED,
    VOIDED;

    static final Payment[] ALL = values();

    static Payment of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
