package dev.tailback.catalog.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void isTheSameOnEveryMachineAndAtEveryTime() {
        Product product = new Catalogue(1).numbered(10);

        assertThat(product)
                .hasToString(
                        "Product[sku=SKU-00010, name=Maple sports no. 10, category=sports, price=Money[cents=3882, currency=USD]]");
        assertThat(products(1, 5_000)).isEqualTo(products(1, 5_000)).doesNotHaveDuplicates();
    }

    @Test
    void isAnotherOneForAnotherSeedButForTheHeadphones() {
        List<Product> one = products(1, 500);
        List<Product> two = products(2, 500);

        assertThat(one.subList(0, 9)).isEqualTo(two.subList(0, 9));
        assertThat(one.subList(9, 500)).doesNotContainAnyElementsOf(two.subList(9, 500));
    }

    @Test
    void beginsWithNineWirelessHeadphones() {
        assertThat(products(1, 5_000))
                .filteredOn(product -> product.category().equals("wireless-headphones"))
                .isEqualTo(products(1, 9));
    }

    @Test
    void spreadsOverItsCategoriesAndGivesNothingAway() {
        List<Product> products = products(7, 5_000);

        assertThat(products).allMatch(product -> product.price().cents() >= 499);
        assertThat(Catalogue.categories())
                .allSatisfy(category -> assertThat(products)
                        .filteredOn(product -> product.category().equals(category))
                        .hasSizeGreaterThan(category.equals("wireless-headphones") ? 8 : 600));
    }

    private static List<Product> products(long seed, int size) {
        return IntStream.rangeClosed(1, size)
                .mapToObj(new Catalogue(seed)::numbered)
                .toList();
    }
}
