package dev.tailback.catalog.carts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.catalog.Storefront;
import dev.tailback.catalog.Storefront.Answer;
import dev.tailback.events.OrderId;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyIT {
    private static final String KEY = "Idempotency-Key";
    private static final String TWO = "{\"sku\":\"SKU-00001\",\"quantity\":2}";
    private static final String FIVE = "{\"sku\":\"SKU-00001\",\"quantity\":5}";

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
    void aRepeatedOpeningAnswersAsTheFirstTimeWhateverHappenedToTheCartSince() {
        String key = newKey();
        String body = "{\"id\":\"" + OrderId.at(Instant.now()) + "\"}";
        Answer first = shop.post("/carts", body, KEY, key);
        shop.post(first.location() + "/items", TWO);

        Answer second = shop.post("/carts", body, KEY, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second).isEqualTo(first);
        shop.post("/carts", body, KEY, newKey()).assertProblem(409, "id must be an id that no cart has yet");
        shop.post("/carts", body).assertProblem(409, "id must be an id that no cart has yet");
    }

    @Test
    void aCartWhoseIdIsOursIsOpenedOncePerKeyEvenWhenAskedForAtTheSameTime() {
        String key = newKey();

        Set<Answer> answers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> shop.post("/carts", "{}", KEY, key)))
                .limit(8)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .collect(Collectors.toSet());

        assertThat(answers).hasSize(1).allMatch(answer -> answer.status() == 201);
    }

    @Test
    void aLateRepetitionDoesNotUndoWhatCameAfterIt() {
        String items = "/carts/" + shop.newCart() + "/items";
        String key = newKey();
        Answer first = shop.post(items, TWO, KEY, key);
        shop.post(items, FIVE, KEY, newKey());

        Answer late = shop.post(items, TWO, KEY, key);

        assertThat(late).isEqualTo(first);
        assertThat(shop.get(items.replace("/items", ""))
                        .body()
                        .at("/items/0/quantity")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void aRepeatedCheckoutAnswersAsTheFirstTime() {
        String cart = "/carts/" + shop.newCart();
        String key = newKey();
        shop.post(cart + "/items", TWO);

        Answer first = shop.post(cart + "/checkout", "{\"patience\":\"2m\"}", KEY, key);

        assertThat(first.status()).isEqualTo(202);
        assertThat(shop.post(cart + "/checkout", "{\"patience\":\"2m\"}", KEY, key))
                .isEqualTo(first);
        shop.post(cart + "/checkout", "{\"patience\":\"3m\"}", KEY, key).assertProblem(422, KEY);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefusedAndHasNoEffect() {
        String cart = "/carts/" + shop.newCart();
        String key = newKey();
        shop.post(cart + "/items", TWO, KEY, key);

        shop.post(cart + "/items", FIVE, KEY, key)
                .assertProblem(422, KEY + " must be a key that no other request has been sent with, but was " + key);
        shop.post("/carts", "{}", KEY, key).assertProblem(422, KEY);
        shop.delete(cart + "/items/SKU-00001", KEY, key).assertProblem(422, KEY);
        assertThat(shop.get(cart).body().at("/items/0/quantity").asInt()).isEqualTo(2);
    }

    @Test
    void aRefusedRequestDoesNotUseUpItsKey() {
        String cart = "/carts/" + shop.newCart();
        String key = newKey();
        shop.post(cart + "/checkout", "{}", KEY, key).assertProblem(422, "items");
        shop.post(cart + "/items", TWO);

        assertThat(shop.post(cart + "/checkout", "{}", KEY, key).status()).isEqualTo(202);
    }

    @Test
    void aKeyIsUpTo255PrintableCharacters() {
        assertThat(shop.post("/carts", "{}", KEY, newKey() + "~".repeat(255 - 36))
                        .status())
                .isEqualTo(201);
        for (String wrong : List.of("", "x".repeat(256), "a\tb")) {
            shop.post("/carts", "{}", KEY, wrong)
                    .assertProblem(400, KEY + " must be 1 to 255 printable ASCII characters");
        }
    }

    @Test
    void keysAreForgottenWhenTheyAreOldAndNotBefore() {
        String old = newKey();
        String young = newKey();
        shop.post("/carts", "{}", KEY, old);
        shop.post("/carts", "{}", KEY, young);
        shop.database()
                .sql("UPDATE idempotency_keys SET created_at = created_at - interval '25 hours' WHERE key = :key")
                .param("key", old)
                .update();

        shop.bean(IdempotencyKeys.class).forget();

        assertThat(shop.database()
                        .sql("SELECT key FROM idempotency_keys WHERE key IN (:keys)")
                        .param("keys", List.of(old, young))
                        .query(String.class)
                        .list())
                .containsExactly(young);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
