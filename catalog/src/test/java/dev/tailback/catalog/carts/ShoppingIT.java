package dev.tailback.catalog.carts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.catalog.CatalogApplication;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShoppingIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEADPHONES = "{\"sku\":\"%s\",\"quantity\":2}".formatted(Sku.numbered(1));

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext catalog;
    private JdbcClient database;
    private String base;

    @BeforeAll
    void start(ShopServers servers) {
        catalog = new SpringApplicationBuilder(CatalogApplication.class)
                .properties(Map.copyOf(servers.environmentOf("catalog")))
                .run("--server.port=0");
        database = catalog.getBean(JdbcClient.class);
        base = "http://127.0.0.1:" + catalog.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    @Test
    void aCheckoutLeavesOneEventInTheTraceOfItsRequest() {
        String cart = newCart();
        assertThat(post("/carts/" + cart + "/items", HEADPHONES).status).isEqualTo(200);

        Answer submitted = post("/carts/" + cart + "/checkout", "{}");

        assertThat(submitted.status).isEqualTo(202);
        assertThat(submitted.body.get("order").asString()).isEqualTo(cart);
        Map<String, Object> row = outboxRowOf(cart);
        assertThat(row.get("topic")).isEqualTo("carts");
        assertThat(row.get("type")).isEqualTo("dev.tailback.CartSubmitted.v1");
        assertThat((String) row.get("traceparent"))
                .contains(submitted.body.get("trace_id").asString());
        assertThat(JSON.readTree(row.get("payload").toString())
                        .at("/lines/0/unit_price/cents")
                        .asInt())
                .isEqualTo(4_999);
    }

    @Test
    void checkingOutTwiceIsCheckingOutOnce() {
        String cart = newCart();
        post("/carts/" + cart + "/items", HEADPHONES);

        Answer first = post("/carts/" + cart + "/checkout", "{}");
        Answer second = post("/carts/" + cart + "/checkout", "{}");

        assertThat(second.status).isEqualTo(202);
        assertThat(second.body).isEqualTo(first.body);
        assertThat(outboxRowOf(cart)).isNotNull();
    }

    @Test
    void puttingAnItemTwiceSetsItsQuantity() {
        String cart = newCart();
        post("/carts/" + cart + "/items", HEADPHONES);

        Answer second = post("/carts/" + cart + "/items", HEADPHONES.replace(":2", ":5"));

        assertThat(second.body.get("items")).hasSize(1);
        assertThat(second.body.at("/total/cents").asInt()).isEqualTo(5 * 4_999);
    }

    @Test
    void aCartThatIsCheckedOutTakesNoMoreItems() {
        String cart = newCart();
        post("/carts/" + cart + "/items", HEADPHONES);
        post("/carts/" + cart + "/checkout", "{}");

        assertProblem(post("/carts/" + cart + "/items", HEADPHONES), 409, cart);
    }

    @Test
    void anEmptyCartCannotBeCheckedOut() {
        String cart = newCart();

        assertProblem(
                post("/carts/" + cart + "/checkout", "{}"),
                422,
                "items must be at least 1 before the checkout, but was 0");
        assertThat(eventsOf(cart)).isZero();
    }

    @Test
    void anIdThatExistsIsRefused() {
        String id = OrderId.at(Instant.now()).toString();
        assertThat(post("/carts", "{\"id\":\"" + id + "\"}").status).isEqualTo(201);

        assertProblem(
                post("/carts", "{\"id\":\"" + id + "\"}"), 409, "id must be an id that no cart has yet, but was " + id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"sku\":\"SKU-00001\",\"quantity\":0}      | 400 | quantity must be 1 to 1000, but was 0",
                "{\"sku\":\"SKU-00001\",\"quantity\":-3}     | 400 | quantity must be 1 to 1000, but was -3",
                "{\"sku\":\"SKU-00001\",\"quantity\":1001}   | 400 | quantity must be 1 to 1000, but was 1001",
                "{\"sku\":\"SKU-00001\",\"quantity\":\"two\"}| 400 | quantity must be a whole number, but was two",
                "{\"sku\":\"SKU-00001\"}                     | 400 | quantity must be 1 to 1000, but was missing",
                "{\"quantity\":1}                            | 400 | sku must be the sku of a product on offer, but was missing",
                "{\"sku\":\"SKU-99999\",\"quantity\":1}      | 422 | sku must be the sku of a product on offer, but was SKU-99999",
                "{\"sku\":\"apple\",\"quantity\":1}          | 400 | sku: a sku is SKU- and 5 to 9 digits, but 'apple' is not",
                "{\"sku\":\"SKU-00001\",\"amount\":1}        | 400 | amount must be one of [",
                "{\"sku\":                                   | 400 | the body is not JSON at line 1",
                "[]                                          | 400 | the body",
                "``                                          | 400 | the body must be a JSON object",
            })
    void aWrongItemIsToldByFieldValueAndWhatIsAllowed(String body, int status, String detail) {
        String cart = newCart();

        assertProblem(post("/carts/" + cart + "/items", body), status, detail);
        assertThat(get("/carts/" + cart).body.get("items")).isEmpty();
    }

    @Test
    void anUnknownCartIsNotFoundAndAMalformedIdIsToldSo() {
        String unknown = OrderId.at(Instant.now()).toString();

        assertProblem(post("/carts/" + unknown + "/checkout", "{}"), 404, "there is no cart " + unknown);
        assertProblem(get("/carts/" + unknown), 404, unknown);
        assertProblem(get("/carts/42"), 400, "id must be a UUID of version 7, but was 42");
        assertProblem(get("/carts/" + UUID.randomUUID()), 400, "id must be a UUID of version 7");
        assertProblem(post("/carts", "{\"id\":\"42\"}"), 400, "id must be");
    }

    @Test
    void aBodyOver64KilobytesIsRefusedWhetherItsLengthIsAnnouncedOrNot() {
        String cart = newCart();
        byte[] large = new byte[64 * 1024 + 1];

        Answer announced = send("/carts/" + cart + "/items", BodyPublishers.ofByteArray(large));
        Answer chunked = send(
                "/carts/" + cart + "/items",
                BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)));

        assertProblem(announced, 413, "body must be at most 65536 bytes, but was 65537 bytes");
        assertProblem(chunked, 413, "body must be at most 65536 bytes");
    }

    @Test
    void saysUpWithItsPool() {
        Answer health = get("/health");

        assertThat(health.status).isEqualTo(200);
        assertThat(health.body.at("/pool_stats/max_connections").asInt()).isEqualTo(100);
    }

    @Test
    void productsAreListedAndFound() {
        assertThat(get("/products?limit=3").body.get("products")).hasSize(3);
        assertThat(get("/products/" + Sku.numbered(1)).body.at("/price/cents").asInt())
                .isEqualTo(4_999);
        assertProblem(get("/products?limit=0"), 400, "limit must be 1 to 500, but was 0");
        assertProblem(get("/products/SKU-99999"), 404, "SKU-99999");
        assertProblem(get("/nowhere"), 404, "nowhere");
    }

    private String newCart() {
        Answer created = post("/carts", "{}");
        assertThat(created.status).isEqualTo(201);
        return created.body.get("id").asString();
    }

    private Map<String, Object> outboxRowOf(String cart) {
        return database.sql("SELECT topic, type, traceparent, payload::text FROM outbox WHERE key = :id")
                .param("id", UUID.fromString(cart))
                .query()
                .singleRow();
    }

    private long eventsOf(String cart) {
        return database.sql("SELECT count(*) FROM outbox WHERE key = :id")
                .param("id", UUID.fromString(cart))
                .query(Long.class)
                .single();
    }

    private static void assertProblem(Answer answer, int status, String detail) {
        assertThat(answer.body.get("status").asInt()).as(answer.body.toString()).isEqualTo(status);
        assertThat(answer.status).isEqualTo(status);
        assertThat(answer.type).startsWith("application/problem+json");
        assertThat(answer.body.get("detail").asString()).contains(detail.strip());
    }

    private Answer get(String path) {
        return answer(HttpRequest.newBuilder(URI.create(base + path)).build());
    }

    private Answer post(String path, String body) {
        return send(path, BodyPublishers.ofString(body == null ? "" : body));
    }

    private Answer send(String path, BodyPublisher body) {
        return answer(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(body)
                .build());
    }

    private Answer answer(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    JSON.readTree(response.body()));
        } catch (java.io.IOException | InterruptedException failed) {
            throw new AssertionError(request + " got no answer", failed);
        }
    }

    private record Answer(int status, String type, JsonNode body) {}
}
