package dev.tailback.lab.calibration;

/**
 * What the shop takes longer for something when an index is gone, in milliseconds, everything else being idle.
 *
 * @param listing of products with their availability: many looks at one table
 * @param page of one product: one such look
 * @param reservation of the stock of an order with one line
 * @param productIndexes what putting back the two that a listing wants takes
 * @param stockIndex what putting back the one that a reservation wants takes
 */
public record Costs(double listing, double page, double reservation, double productIndexes, double stockIndex) {
    /** On a machine, or at a time, that takes so many times as long. */
    Costs times(double factor) {
        return new Costs(
                listing * factor, page * factor, reservation * factor, productIndexes * factor, stockIndex * factor);
    }
}
