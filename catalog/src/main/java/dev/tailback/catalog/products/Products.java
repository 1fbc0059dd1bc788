package dev.tailback.catalog.products;

import dev.tailback.events.Money;
import dev.tailback.events.Sku;
import dev.tailback.stage.database.Column;
import dev.tailback.stage.database.Database;
import dev.tailback.stage.replica.ReplicaReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The products on offer. */
@Component
public class Products {
    private static final String ADD = """
        INSERT INTO products (sku, name, category, price_cents)
        SELECT * FROM unnest(:skus, :names, :categories, :prices)
        ON CONFLICT DO NOTHING\
        """;
    private static final String ONE = "SELECT sku, name, category, price_cents FROM products WHERE sku = :sku";
    // The stock is looked up for what is shown, not for what is searched.
    private static final String OFFERS = """
        SELECT sku, name, category, price_cents,
               (SELECT stock_quantity FROM product_availability known WHERE known.sku = found.sku) AS available
        FROM (%s) AS found\
        """;
    private static final String ANYWHERE = OFFERS.formatted("""
        SELECT sku, name, category, price_cents FROM products
        WHERE price_cents BETWEEN :min AND :max
        ORDER BY sku LIMIT :limit\
        """);
    static final String IN_CATEGORY = OFFERS.formatted("""
        SELECT sku, name, category, price_cents FROM products
        WHERE category = :category AND price_cents BETWEEN :min AND :max
        ORDER BY price_cents, sku LIMIT :limit\
        """);
    private static final String OFFER = OFFERS.formatted(ONE);

    private final Database database;
    private final ReplicaReads replica;

    Products(Database database, ReplicaReads replica) {
        this.database = database;
        this.replica = replica;
    }

    void add(List<Product> products) {
        database.run(
                "INSERT",
                "products",
                ADD,
                statement -> statement
                        .param(
                                "skus",
                                Column.of(
                                        "text",
                                        products,
                                        product -> product.sku().value()))
                        .param("names", Column.of("text", products, Product::name))
                        .param("categories", Column.of("text", products, Product::category))
                        .param(
                                "prices",
                                Column.of(
                                        "bigint",
                                        products,
                                        product -> product.price().cents()))
                        .update());
    }

    /** At the primary: what a cart takes its price from is to be of this moment. */
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

    Optional<Offer> offer(Sku sku) {
        return replica.read(source -> source.run(
                "SELECT",
                "products",
                OFFER,
                statement -> statement
                        .param("sku", sku.value())
                        .query(Products::offer)
                        .optional()));
    }

    /** In a category the cheapest first, otherwise by SKU; the request's span, the current one, tells of it. */
    public List<Offer> search(Search search) {
        return SearchSpans.telling(search, () -> replica.read(source -> search(search, source)));
    }

    List<Offer> searchAtPrimary(Search search) {
        return search(search, database);
    }

    private static List<Offer> search(Search search, Database source) {
        return source.run("SELECT", "products", search.category() == null ? ANYWHERE : IN_CATEGORY, statement -> {
            SearchSpans.tellStatement(search);
            statement
                    .param("min", search.minCents())
                    .param("max", search.maxCents())
                    .param("limit", search.limit());
            if (search.category() != null) {
                statement.param("category", search.category());
            }
            return statement.query(Products::offer).list();
        });
    }

    private static Offer offer(ResultSet row, int number) throws SQLException {
        return new Offer(product(row, number), row.getLong("available"));
    }

    private static Product product(ResultSet row, int number) throws SQLException {
        return new Product(
                new Sku(row.getString("sku")),
                row.getString("name"),
                row.getString("category"),
                Money.ofCents(row.getLong("price_cents")));
    }
}
