package dev.tailback.lab.calibration;

/**
 * How large the tables must be for the scans to cost what the story of a scenario says, on the processor there is. A
 * scan's cost grows with its table.
 *
 * @param products in the catalogue
 * @param skus on the shelves
 * @param scale by which a scenario's checkouts a minute are multiplied: more come where more cores serve them
 */
public record Sizing(int products, int skus, double scale) {
    /** A listing that is slow beyond doubt, and yet no queue by itself. */
    static final double LISTING_MILLIS = 2_000;
    /** Five a second, beside what the storefront takes, are more than a core can do. */
    static final double RESERVATION_MILLIS = 300;
    /** 120 checkouts a minute in the story are five a second. */
    private static final double SCALE_OF_ONE_CORE = 2.5;

    private static final int FEWEST = 20_000;
    private static final int MOST = 4_000_000;

    static Sizing of(int sample, Costs costs, int cores) {
        int products = size(sample, costs.listing(), LISTING_MILLIS);
        // What is sold is on the shelves.
        int skus = Math.max(products, size(sample, costs.reservation(), RESERVATION_MILLIS));
        return new Sizing(products, skus, SCALE_OF_ONE_CORE * cores);
    }

    private static int size(int sample, double millis, double wanted) {
        double rows = sample * wanted / millis;
        return (int) Math.round(Math.clamp(rows, FEWEST, MOST) / 1_000) * 1_000;
    }

    /** As many shoppers as make the same of a reservation that costs something else than was expected. */
    Sizing forReservation(double millis, double expected) {
        return new Sizing(products, skus, scale * expected / millis);
    }

    /** What things cost with these tables, when that was measured with the sample's. */
    Costs expected(int sample, Costs costs) {
        double products = (double) this.products / sample;
        double skus = (double) this.skus / sample;
        return new Costs(
                costs.listing() * products,
                costs.page() * products,
                costs.reservation() * skus,
                costs.productIndexes() * products,
                costs.stockIndex() * skus);
    }
}
