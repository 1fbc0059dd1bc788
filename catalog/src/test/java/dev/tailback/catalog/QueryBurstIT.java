package dev.tailback.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(ShopServersExtension.class)
class QueryBurstIT {
    private Storefront shop;

    @BeforeEach
    void start(ShopServers servers) {
        shop = Storefront.open(servers, 500);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void aPoolThatIsWideEnoughServesAllOfThemAtOnce() {
        shop.post("/demo/enable-slow-queries", "{\"delay_ms\":2000}");

        JsonNode report = burst(15);

        assertThat(queries(report)).hasSize(15).allSatisfy(query -> {
            assertThat(query.get("outcome").asString()).isEqualTo("ok");
            assertThat(query.get("query_ms").asDouble()).isBetween(2_000.0, 10_000.0);
        });
        // Connections are made one by one: the first ones may be done before the last one begins.
        assertThat(report.get("active_queries_peak").asInt()).isBetween(5, 15);
        assertThat(report.get("utilization_peak_percent").asDouble()).isBetween(5.0, 15.0);
        assertThat(report.get("trace_id").asString()).hasSize(32);
    }

    @Test
    void whoeverFindsThePoolFullForTooLongIsToldApartFromWhoeverWaitsInTheDatabase() {
        shop.patch("/admin/pool", "{\"maximum\":12,\"minimum_idle\":12,\"connection_timeout_ms\":1000}");
        shop.post("/demo/simulate-pool-exhaustion", "{\"connections\":8}");
        shop.post("/demo/enable-slow-queries", "{\"delay_ms\":3000}");

        JsonNode report = burst(7);

        assertThat(queries(report))
                .filteredOn(query -> query.get("outcome").asString().equals("ok"))
                .hasSize(4)
                .allSatisfy(
                        query -> assertThat(query.get("query_ms").asDouble()).isGreaterThan(3_000));
        assertThat(queries(report))
                .filteredOn(query -> query.get("outcome").asString().equals("pool_timeout"))
                .hasSize(3)
                .allSatisfy(query -> {
                    assertThat(query.get("waited_ms").asDouble()).isBetween(1_000.0, 2_900.0);
                    assertThat(query.get("query_ms").asDouble()).isZero();
                });
        assertThat(report.get("active_queries_peak").asInt()).isEqualTo(4);
        assertThat(report.get("utilization_peak_percent").asDouble()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"count\":0}       | count must be 1 to 500, but was 0",
                "{\"count\":501}     | count must be 1 to 500, but was 501",
                "{\"count\":\"few\"} | count must be a whole number, but was few",
                "{}                  | count must be 1 to 500, but was missing",
            })
    void aWrongCountIsToldByFieldValueAndWhatIsAllowed(String body, String detail) {
        shop.post("/demo/queries", body).assertProblem(400, detail);
    }

    private JsonNode burst(int count) {
        Storefront.Answer answer = shop.post("/demo/queries", "{\"count\":" + count + "}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private static List<JsonNode> queries(JsonNode report) {
        return List.copyOf(report.get("queries").values());
    }
}
