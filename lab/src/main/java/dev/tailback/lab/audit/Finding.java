package dev.tailback.lab.audit;

/** Something wrong with an order, a record or a product. */
public record Finding(String kind, String about, String what) {
    Finding(Wrong wrong, String about, String what) {
        this(wrong.name().toLowerCase(java.util.Locale.ROOT), about, what);
    }

    public String line() {
        return kind.toUpperCase(java.util.Locale.ROOT) + " " + about + ": " + what;
    }
}
