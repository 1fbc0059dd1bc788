package dev.tailback.catalog.carts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.catalog.Storefront;
import dev.tailback.catalog.Storefront.Answer;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShoppingIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEADPHONES = "{\"sku\":\"%s\",\"quantity\":2}".formatted(Sku.numbered(1));

    private Storefront shop;

    @BeforeAll
    void start(ShopServers servers) {
        shop = Storefront.open(servers, 500);
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @Test
    void aCheckoutLeavesOneEventInTheTraceOfItsRequest() {
        String cart = shop.newCart();
        assertThat(shop.post("/carts/" + cart + "/items", HEADPHONES).status()).isEqualTo(200);

        Answer submitted = shop.post("/carts/" + cart + "/checkout", "{}");

        assertThat(submitted.status()).isEqualTo(202);
        assertThat(submitted.body().get("order").asString()).isEqualTo(cart);
        Map<String, Object> row = outboxRowOf(cart);
        assertThat(row.get("topic")).isEqualTo("carts");
        assertThat(row.get("type")).isEqualTo("dev.tailback.CartSubmitted.v3");
        assertThat((String) row.get("traceparent"))
                .contains(submitted.body().get("trace_id").asString());
        assertThat(JSON.readTree(row.get("payload").toString())
                        .at("/lines/0/unit_price/cents")
                        .asInt())
                .isEqualTo(4_999);
    }

    @Test
    void checkingOutTwiceIsCheckingOutOnce() {
        String cart = shop.newCart();
        shop.post("/carts/" + cart + "/items", HEADPHONES);

        Answer first = shop.post("/carts/" + cart + "/checkout", "{}");
        Answer second = shop.post("/carts/" + cart + "/checkout", "{}");

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(outboxRowOf(cart)).isNotNull();
    }

    @Test
    void puttingAnItemTwiceSetsItsQuantity() {
        String cart = shop.newCart();
        shop.post("/carts/" + cart + "/items", HEADPHONES);

        Answer second = shop.post("/carts/" + cart + "/items", HEADPHONES.replace(":2", ":5"));

        assertThat(second.body().get("items")).hasSize(1);
        assertThat(second.body().at("/total/cents").asInt()).isEqualTo(5 * 4_999);
    }

    @Test
    void aCartThatIsCheckedOutTakesNoMoreItems() {
        String cart = shop.newCart();
        shop.post("/carts/" + cart + "/items", HEADPHONES);
        shop.post("/carts/" + cart + "/checkout", "{}");

        shop.post("/carts/" + cart + "/items", HEADPHONES).assertProblem(409, cart);
    }

    @Test
    void anEmptyCartCannotBeCheckedOut() {
        String cart = shop.newCart();

        shop.post("/carts/" + cart + "/checkout", "{}")
                .assertProblem(422, "items must be at least 1 before the checkout, but was 0");
        assertThat(eventsOf(cart)).isZero();
    }

    @Test
    void anIdThatExistsIsRefused() {
        String id = OrderId.at(Instant.now()).toString();
        assertThat(shop.post("/carts", "{\"id\":\"" + id + "\"}").status()).isEqualTo(201);

        shop.post("/carts", "{\"id\":\"" + id + "\"}")
                .assertProblem(409, "id must be an id that no cart has yet, but was " + id);
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
                "{\"sku\":\"SKU-00001\",\"quantity\":2.9}    | 400 | quantity must be a whole number, but was 2.9",
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
        String cart = shop.newCart();

        shop.post("/carts/" + cart + "/items", body).assertProblem(status, detail);
        assertThat(shop.get("/carts/" + cart).body().get("items")).isEmpty();
    }

    @Test
    void anUnknownCartIsNotFoundAndAMalformedIdIsToldSo() {
        String unknown = OrderId.at(Instant.now()).toString();

        shop.post("/carts/" + unknown + "/checkout", "{}").assertProblem(404, "there is no cart " + unknown);
        shop.get("/carts/" + unknown).assertProblem(404, unknown);
        shop.get("/carts/42").assertProblem(400, "id must be a UUID of version 7, but was 42");
        shop.get("/carts/" + UUID.randomUUID()).assertProblem(400, "id must be a UUID of version 7");
        shop.post("/carts", "{\"id\":\"42\"}").assertProblem(400, "id must be");
    }

    @Test
    void aBodyOver64KilobytesIsRefusedWhetherItsLengthIsAnnouncedOrNot() {
        String cart = shop.newCart();
        byte[] large = new byte[64 * 1024 + 1];

        Answer announced = shop.post("/carts/" + cart + "/items", BodyPublishers.ofByteArray(large));
        Answer chunked = shop.post(
                "/carts/" + cart + "/items", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

        announced.assertProblem(413, "body must be at most 65536 bytes, but was 65537 bytes");
        chunked.assertProblem(413, "body must be at most 65536 bytes");
    }

    @Test
    void theDispatchsNumbersAreShownChangedAndRefusedByName() {
        Answer changed = shop.patch("/admin/dispatch", "{\"records_per_transaction\":1,\"retry\":{\"attempts\":10}}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo(shop.get("/admin/dispatch").body());
        assertThat(changed.body().get("records_per_transaction").asInt()).isEqualTo(1);
        assertThat(changed.body().at("/retry/attempts").asInt()).isEqualTo(10);
        assertThat(changed.body().get("transactions_in_flight").asInt()).isEqualTo(2);
        shop.patch("/admin/dispatch", "{\"transactions_in_flight\":0}")
                .assertProblem(400, "tailback.dispatch.transactions-in-flight is 1 to 500, but got 0");
    }

    @Test
    void saysUpWithItsPool() {
        Answer health = shop.get("/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body().at("/pool_stats/max_connections").asInt()).isEqualTo(100);
    }

    @Test
    void removingAnItemTwiceIsRemovingItOnce() {
        String cart = shop.newCart();
        shop.post("/carts/" + cart + "/items", HEADPHONES);
        shop.post("/carts/" + cart + "/items", HEADPHONES.replace("SKU-00001", "SKU-00002"));

        Answer first = shop.delete("/carts/" + cart + "/items/SKU-00001");
        Answer second = shop.delete("/carts/" + cart + "/items/SKU-00001");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().get("items")).hasSize(1);
        assertThat(first.body().at("/items/0/sku").asString()).isEqualTo("SKU-00002");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void nothingIsRemovedFromACartThatIsCheckedOutOrUnknown() {
        String cart = shop.newCart();
        shop.post("/carts/" + cart + "/items", HEADPHONES);
        shop.post("/carts/" + cart + "/checkout", "{}");
        String unknown = OrderId.at(Instant.now()).toString();

        shop.delete("/carts/" + cart + "/items/SKU-00001").assertProblem(409, cart);
        shop.delete("/carts/" + unknown + "/items/SKU-00001").assertProblem(404, unknown);
        shop.delete("/carts/" + cart + "/items/apple").assertProblem(400, "apple");
        assertThat(shop.get("/carts/" + cart).body().get("items")).hasSize(1);
    }

    @Test
    void aCheckoutPassesOnCardAndPatience() {
        String cart = shop.newCart();
        shop.post("/carts/" + cart + "/items", HEADPHONES);

        shop.post("/carts/" + cart + "/checkout", "{\"card\":\"4000000000000002\",\"patience\":\"500ms\"}");

        JsonNode event = payloadOf(cart);
        assertThat(event.get("card").asString()).isEqualTo("400000******0002");
        assertThat(patienceIn(event)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aCheckoutThatSaysNothingPaysWithTheApprovingCardAndWaits30Seconds() {
        String cart = shop.newCart();
        shop.post("/carts/" + cart + "/items", HEADPHONES);

        shop.post("/carts/" + cart + "/checkout", "");

        JsonNode event = payloadOf(cart);
        assertThat(event.get("card").asString()).isEqualTo("424242******4242");
        assertThat(patienceIn(event)).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"card\":\"4242\"}              | card must be 12 to 19 digits, but was 4 characters",
                "{\"card\":\"4242-4242-4242-4242\"} | card must be 12 to 19 digits, but was 19 characters",
                "{\"patience\":\"99ms\"}          | patience must be 100ms to 10m, written like 500ms, 30s or 2m, but was 99ms",
                "{\"patience\":\"11m\"}           | 100ms to 10m",
                "{\"patience\":\"601s\"}          | 100ms to 10m",
                "{\"patience\":\"30\"}            | 100ms to 10m",
                "{\"patience\":\"PT30S\"}         | 100ms to 10m",
                "{\"pay\":\"later\"}              | pay must be one of [",
            })
    void wrongTermsAreToldByFieldValueAndWhatIsAllowed(String body, String detail) {
        String cart = shop.newCart();
        shop.post("/carts/" + cart + "/items", HEADPHONES);

        Answer answer = shop.post("/carts/" + cart + "/checkout", body);

        answer.assertProblem(400, detail);
        assertThat(answer.body().toString()).doesNotContain("4242-4242-4242-4242");
        assertThat(eventsOf(cart)).isZero();
    }

    private JsonNode payloadOf(String cart) {
        return JSON.readTree(outboxRowOf(cart).get("payload").toString());
    }

    private static Duration patienceIn(JsonNode event) {
        return Duration.between(
                Instant.parse(event.get("submitted_at").asString()),
                Instant.parse(event.get("patience_ends").asString()));
    }

    private Map<String, Object> outboxRowOf(String cart) {
        return shop.database()
                .sql("SELECT topic, type, traceparent, payload::text FROM outbox WHERE key = :id")
                .param("id", UUID.fromString(cart))
                .query()
                .singleRow();
    }

    private long eventsOf(String cart) {
        return shop.database()
                .sql("SELECT count(*) FROM outbox WHERE key = :id")
                .param("id", UUID.fromString(cart))
                .query(Long.class)
                .single();
    }
}
