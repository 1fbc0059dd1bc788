package dev.tailback.lab.audit;

import java.util.Locale;

/** Whether checkout has to void an order's payment. */
enum Voiding {
    NONE,
    DUE,
    DONE;

    static final Voiding[] ALL = values();

    static Voiding of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
