package dev.tailback.lab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final URI CARTS = URI.create("http://127.0.0.1:8081/carts");

    private record Cart(String cartId) {}

    @Test
    void snakeCaseIsReadAndTheUnknownPassedOver() {
        assertThat(new Answer(CARTS, 201, "{\"cart_id\": \"7\", \"later\": true}").as(Cart.class))
                .isEqualTo(new Cart("7"));
    }

    @Test
    void aProblemIsToldByItsDetail() {
        Answer answer = new Answer(CARTS, 503, "{\"title\": \"Unavailable\", \"detail\": \"the pool is exhausted\"}");

        assertThatThrownBy(() -> answer.as(Cart.class))
                .isInstanceOf(WebFailure.class)
                .hasMessage("http://127.0.0.1:8081/carts answered 503: the pool is exhausted");
    }

    @Test
    void anythingElseIsQuotedInShort() {
        Answer answer = new Answer(CARTS, 502, "<html>" + "x".repeat(1_000));

        assertThat(answer.reason()).startsWith("<html>x").hasSize(301).endsWith("…");
    }

    @Test
    void jsonOfAnotherKindIsNamed() {
        assertThatThrownBy(() -> new Answer(CARTS, 200, "[1").as(Cart.class)).hasMessageContaining("is no Cart: [1");
    }
}
