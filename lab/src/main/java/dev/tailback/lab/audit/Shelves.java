package dev.tailback.lab.audit;

/**
 * The sums of stock. Of each product, what is available and what is reserved make up what there was at first: more means
 * that units are promised twice, less that units have vanished.
 */
final class Shelves {
    interface Hearing {
        void wrong(Wrong wrong, String sku, String sentence);
    }

    private final Hearing hearing;
    private long oversold;
    private int wrong;

    Shelves(Hearing hearing) {
        this.hearing = hearing;
    }

    /** Units. */
    long oversold() {
        return oversold;
    }

    /** Products. */
    int wrong() {
        return wrong;
    }

    void add(String sku, long initial, long available, long reserved) {
        long tooMany = available + reserved - initial;
        String sums = available + " available and " + reserved + " reserved of " + initial;
        if (tooMany > 0 || available < 0) {
            oversold += Math.max(tooMany, -available);
            wrong++;
            hearing.wrong(Wrong.OVERSOLD, sku, sums + ": " + Math.max(tooMany, -available) + " are promised twice");
        } else if (tooMany < 0) {
            wrong++;
            hearing.wrong(Wrong.STOCK, sku, sums + ": " + -tooMany + " have vanished");
        }
    }
}
