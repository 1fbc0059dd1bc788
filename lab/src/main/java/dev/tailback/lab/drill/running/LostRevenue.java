package dev.tailback.lab.drill.running;

import dev.tailback.lab.faults.database.ShopServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** What orders of a drill would have brought, as checkout has them. */
record LostRevenue(long failedCents, long averageCents) {
    private static final String SQL = """
            SELECT coalesce(sum(total_cents) FILTER (WHERE state = 'failed'), 0)::bigint,
                   coalesce(avg(total_cents), 0)::bigint
            FROM checkout.orders WHERE placed_at >= ? AND total_cents > 0""";

    static LostRevenue since(ShopServer server, Instant began) throws IOException, SQLException {
        try (Connection connection = server.connect("tailback look");
                PreparedStatement orders = connection.prepareStatement(SQL)) {
            orders.setTimestamp(1, Timestamp.from(began));
            try (ResultSet found = orders.executeQuery()) {
                found.next();
                return new LostRevenue(found.getLong(1), found.getLong(2));
            }
        }
    }

    /** With those that were not even accepted. */
    long withRefused(long refused) {
        return failedCents + refused * averageCents;
    }
}
