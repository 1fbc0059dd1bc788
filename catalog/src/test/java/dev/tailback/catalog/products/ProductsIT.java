package dev.tailback.catalog.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.catalog.Storefront;
import dev.tailback.events.Sku;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductsIT {
    /** More than one part of the filling, and enough that PostgreSQL would rather not read all of them. */
    private static final int PRODUCTS = 20_500;

    private Storefront shop;

    @BeforeAll
    void start(ShopServers servers) {
        shop = Storefront.open(servers, PRODUCTS);
        shop.database().sql("ANALYZE products, product_availability").update();
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @Test
    void theWholeCatalogueIsOnOffer() {
        assertThat(count("products")).isEqualTo(PRODUCTS);
        assertThat(count("product_availability")).isEqualTo(PRODUCTS);
    }

    @Test
    void productsAreListedBySkuAndFound() {
        assertThat(search("limit=3"))
                .extracting(product -> product.get("sku").asString())
                .containsExactly("SKU-00001", "SKU-00002", "SKU-00003");
        JsonNode one = shop.get("/products/" + Sku.numbered(20_500)).body();
        assertThat(one.at("/price/cents").asLong())
                .isEqualTo(new Catalogue(1).numbered(20_500).price().cents());
        assertThat(one.get("available").asLong()).isEqualTo(1_000_000);
        shop.get("/products/SKU-99999").assertProblem(404, "SKU-99999");
        shop.get("/products/apple").assertProblem(400, "apple");
        shop.get("/nowhere").assertProblem(404, "nowhere");
    }

    @Test
    void aCategoryIsSearchedByPriceTheCheapestFirst() {
        List<JsonNode> found = search("category=wireless-headphones&price_min=74.99&price_max=149.99");

        assertThat(found)
                .extracting(product -> product.at("/price/cents").asInt())
                .containsExactly(7_499, 9_999, 12_499, 14_999);
    }

    @Test
    void boundsOfThePriceAreIncludedAndEachMayBeMissing() {
        assertThat(search("category=wireless-headphones")).hasSize(9);
        assertThat(search("category=wireless-headphones&price_min=249.99")).hasSize(1);
        assertThat(search("category=wireless-headphones&price_max=49.99")).hasSize(1);
        assertThat(search("category=wireless-headphones&price_min=50&price_max=74.9"))
                .isEmpty();
        assertThat(search("price_min=249.99&price_max=249.99"))
                .extracting(product -> product.get("name").asString())
                .containsExactly("Wireless headphones Iris");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0                     | limit must be 1 to 500, but was 0",
                "limit=501                   | limit must be 1 to 500, but was 501",
                "limit=many                  | limit must be a whole number, but was many",
                "category=hats               | category must be one of [audio, books",
                "category=                   | category must be one of [audio, books",
                "price_min=cheap             | price_min must be an amount like 49.99",
                "price_min=-1                | price_min must be an amount like 49.99",
                "price_max=1.999             | price_max must be an amount like 49.99",
                "price_max=1e3               | price_max must be an amount like 49.99",
                "price_max=12345678901       | price_max must be an amount like 49.99",
                "price_min=50&price_max=49.99| price_min must be at most price_max, which is 49.99, but was 50",
            })
    void aWrongSearchIsToldByFieldValueAndWhatIsAllowed(String query, String detail) {
        shop.get("/products?" + query.strip()).assertProblem(400, detail);
    }

    @Test
    void theSearchInACategoryReadsItsIndexesAndWithoutThemWholeTables() {
        assertThat(plan())
                .contains("using idx_products_category", "using idx_products_stock_quantity")
                .doesNotContain("Seq Scan");

        shop.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            shop.database()
                    .sql("DROP INDEX idx_products_category, idx_products_stock_quantity")
                    .update();
            assertThat(plan()).contains("Seq Scan on products", "Seq Scan on product_availability");
        });
    }

    private String plan() {
        return String.join(
                "\n",
                shop.database()
                        .sql("EXPLAIN " + Products.IN_CATEGORY)
                        .param("category", "audio")
                        .param("min", 1_000L)
                        .param("max", 20_000L)
                        .param("limit", 50)
                        .query(String.class)
                        .list());
    }

    private List<JsonNode> search(String query) {
        return List.copyOf(shop.get("/products?" + query).body().get("products").values());
    }

    private long count(String table) {
        return shop.database()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
