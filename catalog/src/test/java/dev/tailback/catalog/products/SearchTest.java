package dev.tailback.catalog.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"Wireless Headphones", "wireless-headphones", "WIRELESS_HEADPHONES", " wireless  headphones"})
    void aCategoryIsTakenByNameAndSlugInAnyCase(String called) {
        assertThat(Search.of(called, null, null, 50).category()).isEqualTo("wireless-headphones");
    }

    @Test
    void anUnknownCategoryIsRefusedWithAllThatThereAre() {
        assertThatThrownBy(() -> Search.of("Wired Headphones", null, null, 50))
                .hasMessageContaining("wireless-headphones")
                .hasMessageContaining("Wired Headphones");
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 0-100", "49.99, 100.5, 49.99-100.50", "50, , 50-"})
    void aRangeOfPricesReadsAsPeopleWriteIt(String min, String max, String range) {
        assertThat(SearchSpans.range(Search.of(null, min, max, 50))).isEqualTo(range);
    }
}
