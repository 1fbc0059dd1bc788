package dev.tailback.lab.faults.database;

import java.util.Arrays;
import java.util.List;

/** An index that the shop can lose, and what looks things up through it: the statement of the stage, with values. */
enum ShopIndex {
    PRODUCTS_CATEGORY(
            "idx_products_category",
            "catalog.products",
            "CREATE INDEX idx_products_category ON catalog.products USING btree (category, price_cents, sku)",
            """
            SELECT sku, name, category, price_cents FROM catalog.products
            WHERE category = 'books' AND price_cents BETWEEN 0 AND 1000000
            ORDER BY price_cents, sku LIMIT 20"""),
    PRODUCTS_STOCK_QUANTITY(
            "idx_products_stock_quantity",
            "catalog.product_availability",
            "CREATE UNIQUE INDEX idx_products_stock_quantity ON catalog.product_availability USING btree (sku)",
            """
            SELECT stock_quantity FROM catalog.product_availability known WHERE known.sku = 'SKU-000001'"""),
    STOCK_SKU(
            "idx_stock_sku",
            "inventory.stock",
            "CREATE UNIQUE INDEX idx_stock_sku ON inventory.stock USING btree (sku)",
            """
            SELECT stock.sku, available
            FROM inventory.stock JOIN unnest(ARRAY['SKU-000001', 'SKU-000002']) AS wanted (sku) ON wanted.sku = stock.sku
            ORDER BY stock.sku FOR UPDATE OF stock""");

    private final String id;
    private final String table;
    private final String definition;
    private final String lookUp;

    ShopIndex(String id, String table, String definition, String lookUp) {
        this.id = id;
        this.table = table;
        this.definition = definition;
        this.lookUp = lookUp;
    }

    String id() {
        return id;
    }

    /** With its schema. */
    String table() {
        return table;
    }

    String schema() {
        return table.substring(0, table.indexOf('.'));
    }

    /** As the stage's migrations make it, in the words of {@code pg_get_indexdef}. */
    String definition() {
        return definition;
    }

    String lookUp() {
        return lookUp;
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(ShopIndex::id).toList();
    }

    static ShopIndex of(String id) {
        return Arrays.stream(values())
                .filter(index -> index.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("index " + id + " is not one of " + ids()));
    }
}
