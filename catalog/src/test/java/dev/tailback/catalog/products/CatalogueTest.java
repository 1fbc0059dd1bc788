package dev.tailback.catalog.products;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void isTheSameOnEveryMachine() {
        assertThat(Catalogue.ofSize(300))
                .isEqualTo(Catalogue.ofSize(500).subList(0, 300))
                .doesNotHaveDuplicates();
    }

    @Test
    void beginsWithNineWirelessHeadphones() {
        assertThat(Catalogue.ofSize(20))
                .filteredOn(product -> product.category().equals("wireless-headphones"))
                .hasSize(9);
    }

    @Test
    void givesNothingAway() {
        assertThat(Catalogue.ofSize(5_000)).allMatch(product -> product.price().cents() >= 499);
    }
}
