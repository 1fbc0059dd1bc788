package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.Shortened;

/** The orders that ended meanwhile. */
final class OrdersOf {
    private final SpanTallies tallies;

    OrdersOf(SpanTallies tallies) {
        this.tallies = tallies;
    }

    CaseFile.Orders in(Window window) {
        Tally tally = tallies.between(window.from(), window.to());
        return new CaseFile.Orders(
                tally.failed,
                tally.ended,
                tallies.failedOrders(window.from(), window.to()).stream()
                        .limit(CaseFile.MOST_ORDERS)
                        .map(order -> Shortened.text(order.id()))
                        .toList());
    }
}
