package dev.tailback.flowalerts.otlp.wire;

/** How many objects a request would become, counted up to what is allowed. */
final class Items {
    /** Numbers in a list take 8 to 24 bytes where an object takes 200. */
    private static final int SCALARS_EACH = 8;

    private long scalars;
    private long items;

    void add(long more) {
        items += more;
        demandAllowed();
    }

    void addScalars(long more) {
        scalars += more;
        demandAllowed();
    }

    private void demandAllowed() {
        if (total() > Limits.MAX_ITEMS) {
            throw Refusal.tooLarge("the request has more than %d items: spans, points, records, attributes, values; "
                            .formatted(Limits.MAX_ITEMS)
                    + "allowed: as many as that");
        }
    }

    int count() {
        return (int) total();
    }

    private long total() {
        return items + scalars / SCALARS_EACH;
    }
}
