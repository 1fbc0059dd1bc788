package dev.tailback.catalog.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.breakage.HeldConnections;
import dev.tailback.breakage.SlowQueries;
import dev.tailback.catalog.Storefront;
import dev.tailback.lab.testing.KeptSpans;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.lab.testing.StageSpans;
import dev.tailback.stage.database.Database;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DuplicateKeyException;

/** What a search tells on its spans of itself, of the pool and of the plan. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchSpansIT {
    private static final String INDEX = "idx_products_category";
    private static final int CONNECTIONS = 10;

    private final KeptSpans spans = StageSpans.kept();
    private Storefront shop;

    @BeforeAll
    void start(ShopServers servers) {
        shop = StageSpans.of(
                () -> Storefront.open(servers, 20_500, "--spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS));
        shop.database().sql("ANALYZE products, product_availability").update();
    }

    @BeforeEach
    void forget() {
        spans.forget();
    }

    @AfterEach
    void repair() {
        shop.bean(SlowQueries.class).delayBy(Duration.ZERO);
        shop.bean(HeldConnections.class).releaseAll();
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @Test
    void whatWasSearchedForIsOnTheRequestAndOnTheStatement() {
        shop.get("/products?category=audio&price_min=50&price_max=150&limit=7");

        SpanData statement = statement();
        SpanData request = request();
        assertThat(told(request, Names.QUERY_CATEGORY)).isEqualTo("audio");
        assertThat(told(request, Names.QUERY_PRICE_MIN)).isEqualTo(50.0);
        assertThat(told(request, Names.QUERY_PRICE_MAX)).isEqualTo(150.0);
        assertThat(told(request, Names.QUERY_SUCCESS)).isEqualTo(true);
        assertThat(told(request, Names.RESULTS_COUNT)).isEqualTo(7);
        assertThat(told(request, Names.SERVICE_COMPONENT)).isEqualTo("catalog");
        assertThat(told(request, Names.CONNECTION_POOL_MAX)).isEqualTo(CONNECTIONS);
        assertThat(told(statement, Names.DB_QUERY_CATEGORY)).isEqualTo("audio");
        assertThat(told(statement, Names.DB_QUERY_PRICE_RANGE)).isEqualTo("50-150");
        assertThat(told(statement, Names.DB_ROWS_RETURNED)).isEqualTo(7);
        assertThat(told(statement, Names.SERVICE_COMPONENT)).isEqualTo("catalog");
        assertThat(statement.getParentSpanId()).isEqualTo(request.getSpanId());
    }

    @Test
    void aSearchThatSleepsIsSlowAndDoesNotScan() {
        shop.bean(SlowQueries.class).delayBy(Duration.ofMillis(600));

        search();

        assertThat(told(statement(), Names.DB_SLOW_QUERY)).isEqualTo(true);
        assertThat(told(statement(), Names.DB_FULL_TABLE_SCAN)).isNull();
        assertThat(told(statement(), Names.DB_MISSING_INDEX)).isNull();
    }

    @Test
    void aSearchWithoutItsIndexScansAndTellsWhichIsMissing() {
        shop.database().sql("DROP INDEX " + INDEX).update();
        shop.bean(SlowQueries.class).delayBy(Duration.ofMillis(600));

        search();

        shop.database()
                .sql("CREATE INDEX " + INDEX + " ON products (category, price_cents, sku)")
                .update();
        assertThat(told(statement(), Names.DB_FULL_TABLE_SCAN)).isEqualTo(true);
        assertThat(told(statement(), Names.DB_MISSING_INDEX)).isEqualTo(List.of(INDEX));
    }

    @Test
    void aPoolWithNothingLeftShowsOnTheRequestThatFailed() throws SQLException {
        shop.bean(HeldConnections.class).hold(CONNECTIONS);

        assertThat(shop.get("/products?category=audio").status()).isEqualTo(503);

        SpanData request = request();
        assertThat(told(request, Names.CONNECTION_POOL_EXHAUSTED)).isEqualTo(true);
        assertThat(told(request, Names.CONNECTION_POOL_UTILIZATION)).isEqualTo(100.0);
        assertThat(told(request, Names.QUERY_SUCCESS)).isEqualTo(false);
        assertThat(told(statement(), Names.CONNECTION_POOL_EXHAUSTED)).isEqualTo(true);
        assertThat(spans.find(span -> span.getName().equals("wait for connection")))
                .singleElement()
                .satisfies(wait ->
                        assertThat(wait.getParentSpanId()).isEqualTo(statement().getSpanId()));
    }

    @Test
    void aRowThatIsRefusedIsQuotedNeitherOnASpanNorInTheMessage() {
        String insert = "INSERT INTO products (sku, name, category, price_cents) VALUES (:sku, :name, 'audio', 1)";

        assertThatThrownBy(() -> shop.bean(Database.class)
                        .run(
                                "INSERT",
                                "products",
                                insert,
                                statement -> statement
                                        .param("sku", "SKU-00017")
                                        .param("name", "a secret")
                                        .update()))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("products_pkey")
                .hasMessageNotContainingAny("SKU-00017", "a secret");

        SpanData refused = spans.await(span -> span.getName().equals("INSERT tailback.products"));
        assertThat(refused.toString()).doesNotContain("SKU-00017", "a secret");
    }

    private void search() {
        assertThat(shop.get("/products?category=audio&price_min=50&price_max=150")
                        .status())
                .isEqualTo(200);
    }

    private SpanData statement() {
        return spans.await(
                span -> span.getKind() == SpanKind.CLIENT && span.getName().equals("SELECT tailback.products"));
    }

    private SpanData request() {
        return spans.await(span -> span.getName().equals("GET /products"));
    }

    private static <T> @Nullable T told(SpanData span, AttributeKey<T> name) {
        return span.getAttributes().get(name);
    }
}
