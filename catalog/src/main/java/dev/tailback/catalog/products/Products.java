package dev.tailback.catalog.products;

import dev.tailback.events.Money;
import dev.tailback.events.Sku;
import dev.tailback.events.telemetry.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The products on offer; filled from the generated catalogue at the start. */
@Component
public class Products implements InitializingBean {
    private static final String FILL = """
            INSERT INTO products (sku, name, category, price_cents)
            SELECT * FROM unnest(:skus, :names, :categories, :prices)
            ON CONFLICT DO NOTHING""";
    private static final String ONE = "SELECT sku, name, category, price_cents FROM products WHERE sku = :sku";
    private static final String FIRST =
            "SELECT sku, name, category, price_cents FROM products ORDER BY sku LIMIT :limit";

    private final Database database;
    private final int size;

    Products(Database database, @Value("${tailback.catalogue.products}") int size) {
        if (size < 9 || size > 5_000_000) {
            throw new IllegalArgumentException("tailback.catalogue.products is 9 to 5000000, but got " + size);
        }
        this.database = database;
        this.size = size;
    }

    @Override
    public void afterPropertiesSet() {
        List<Product> catalogue = Catalogue.ofSize(size);
        database.run(
                "INSERT",
                "products",
                FILL,
                statement -> statement
                        .param(
                                "skus",
                                column(
                                        "text",
                                        catalogue,
                                        product -> product.sku().value()))
                        .param("names", column("text", catalogue, Product::name))
                        .param("categories", column("text", catalogue, Product::category))
                        .param(
                                "prices",
                                column(
                                        "bigint",
                                        catalogue,
                                        product -> product.price().cents()))
                        .update());
    }

    public Optional<Product> find(Sku sku) {
        return database.run(
                "SELECT",
                "products",
                ONE,
                statement -> statement
                        .param("sku", sku.value())
                        .query(Products::product)
                        .optional());
    }

    List<Product> first(int limit) {
        return database.run(
                "SELECT",
                "products",
                FIRST,
                statement ->
                        statement.param("limit", limit).query(Products::product).list());
    }

    private static SqlArrayValue column(String type, List<Product> products, Function<Product, Object> value) {
        return new SqlArrayValue(type, products.stream().map(value).toArray());
    }

    private static Product product(ResultSet row, int number) throws SQLException {
        return new Product(
                new Sku(row.getString("sku")),
                row.getString("name"),
                row.getString("category"),
                Money.ofCents(row.getLong("price_cents")));
    }
}
