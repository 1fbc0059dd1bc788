package dev.tailback.catalog.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.catalog.Storefront;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(ShopServersExtension.class)
class StandInIT {
    @Test
    void withoutAModelTheStandInAnswersAndSaysSo(ShopServers servers) {
        try (Storefront shop = Storefront.open(servers, 500)) {
            JsonNode first = recommend(shop);

            assertThat(first.get("provider").asString()).isEqualTo("tailback-stand-in");
            assertThat(first.get("model").asString()).isEqualTo("stand-in");
            assertThat(List.copyOf(first.get("products").values())).isNotEmpty().allSatisfy(product -> {
                assertThat(product.get("category").asString()).isEqualTo("wireless-headphones");
                assertThat(product.at("/price/cents").asLong()).isBetween(5_000L, 15_000L);
            });
            assertThat(recommend(shop).get("products")).isEqualTo(first.get("products"));
        }
    }

    private static JsonNode recommend(Storefront shop) {
        Storefront.Answer answer = shop.post(
                "/api/recommendations",
                "{\"user_id\":\"ann\",\"user_context\":\"wireless headphones between $50 and $150\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }
}
