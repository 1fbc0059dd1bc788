package dev.tailback.catalog.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.catalog.products.Search;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WishTest {
    private static final Search ANYTHING = new Search(null, 0, Search.NO_MAXIMUM, 30);

    @Test
    void whatTheShopHasIsSearchedFor() {
        assertThat(read("{\"category\":\"audio\",\"price_min\":49.99,\"price_max\":150}"))
                .isEqualTo(new Search("audio", 4_999, 15_000, 30));
    }

    @Test
    void aModelMayCallACategoryByItsName() {
        assertThat(read("{\"category\":\" Audio\"}").category()).isEqualTo("audio");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"category\":null,\"price_min\":null,\"price_max\":null}",
                "{\"category\":\"weapons\"}",
                "{\"category\":{\"$ne\":1},\"price_min\":[],\"price_max\":true}",
                "{\"category\":\"audio'; DROP TABLE products; --\"}",
                "{\"price_min\":-5,\"price_max\":-1}",
                "{\"price_max\":1e999999999}",
                "{\"price_max\":\"cheap\"}",
                "{\"price_min\":\"NaN\"}",
                "{\"price_min\":100,\"price_max\":50}",
                "[]",
            })
    void theRestIsIgnored(String answer) {
        assertThat(read(answer)).isEqualTo(ANYTHING);
    }

    private static Search read(String answer) {
        return Wish.read(new JsonMapper().readTree(answer), Set.of("audio", "books"), 30);
    }
}
