package dev.tailback.catalog.products;

import dev.tailback.events.Sku;
import dev.tailback.stage.database.Column;
import dev.tailback.stage.database.Database;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What is probably left of each product. Inventory alone knows; this is lowered when an order of one of our carts is
 * confirmed, and so is a little behind and knows nothing of orders that came another way.
 */
@Component
public class Availability {
    // Its index may be missing, by intention of the lab, and then there is no conflict to rely on.
    private static final String BEGIN = """
        INSERT INTO product_availability (sku, stock_quantity)
        SELECT wanted.sku, :stock FROM unnest(:skus) AS wanted (sku)
        WHERE NOT EXISTS (SELECT FROM product_availability known WHERE known.sku = wanted.sku)
        ON CONFLICT DO NOTHING\
        """;
    // Locked in order of SKU, so that two transactions wait for each other instead of deadlocking.
    private static final String LOWER = """
        WITH sold AS (SELECT * FROM unnest(:skus, :quantities) AS row (sku, quantity)),
             locked AS (SELECT sku FROM product_availability WHERE sku IN (SELECT sku FROM sold)
                        ORDER BY sku FOR UPDATE)
        UPDATE product_availability availability
        SET stock_quantity = greatest(0, stock_quantity - sold.quantity)
        FROM sold JOIN locked USING (sku)
        WHERE availability.sku = sold.sku\
        """;

    private final Database database;

    Availability(Database database) {
        this.database = database;
    }

    void begin(List<Sku> skus, long stock) {
        database.run(
                "INSERT",
                "product_availability",
                BEGIN,
                statement -> statement
                        .param("skus", Column.of("text", skus, Sku::value))
                        .param("stock", stock)
                        .update());
    }

    /** So many of each were sold. */
    public void lower(Map<Sku, Long> sold) {
        List<Map.Entry<Sku, Long>> rows = List.copyOf(sold.entrySet());
        database.run(
                "UPDATE",
                "product_availability",
                LOWER,
                statement -> statement
                        .param(
                                "skus",
                                Column.of("text", rows, row -> row.getKey().value()))
                        .param("quantities", Column.of("bigint", rows, Map.Entry::getValue))
                        .update());
    }
}
