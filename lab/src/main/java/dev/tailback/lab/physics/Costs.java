package dev.tailback.lab.physics;

/**
 * What things cost PostgreSQL, in seconds of one core.
 *
 * @param listing a listing of products with their availability
 * @param page one product with its availability
 * @param cart all other requests of a cart up to its checkout
 * @param reservation what setting stock aside costs a transaction, however many orders it has
 * @param order what each order costs besides
 * @param elsewhere what an order costs in the other stages and on its way: the relay, the replica, its spans; of a few
 *     orders a second, since hundreds are packed and cost less each
 * @param provider not PostgreSQL's: how long a transaction waits for the payment provider, connection in hand
 */
public record Costs(
        double listing, double page, double cart, double reservation, double order, double elsewhere, double provider) {
    /** Of a shop with all of its indexes; small beside whatever overloads it. */
    public static final Costs WELL = new Costs(0.0012, 0.0003, 0.004, 0.0005, 0.0005, 0.008, 0);

    public Costs withListing(double seconds) {
        return new Costs(seconds, page, cart, reservation, order, elsewhere, provider);
    }

    public Costs withPage(double seconds) {
        return new Costs(listing, seconds, cart, reservation, order, elsewhere, provider);
    }

    public Costs withReservation(double seconds) {
        return new Costs(listing, page, cart, seconds, order, elsewhere, provider);
    }

    public Costs withProvider(double seconds) {
        return new Costs(listing, page, cart, reservation, order, elsewhere, seconds);
    }
}
