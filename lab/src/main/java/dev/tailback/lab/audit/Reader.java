package dev.tailback.lab.audit;

/** The groups that read the shop's topics, each a bit of a set. */
enum Reader {
    CATALOG,
    CHECKOUT,
    INVENTORY;

    static final Reader[] ALL = values();

    int bit() {
        return 1 << ordinal();
    }

    String group() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
