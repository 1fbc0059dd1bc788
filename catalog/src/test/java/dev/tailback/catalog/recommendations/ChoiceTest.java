package dev.tailback.catalog.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.catalog.products.Offer;
import dev.tailback.catalog.products.Product;
import dev.tailback.events.Money;
import dev.tailback.events.Sku;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChoiceTest {
    private static final List<Offer> SHOWN = IntStream.rangeClosed(1, 30)
            .mapToObj(number ->
                    new Offer(new Product(Sku.numbered(number), "Product", "audio", Money.ofCents(number)), 1))
            .toList();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'SKU-00007','SKU-00002'             | 7 2",
                "'SKU-00007','SKU-00007'             | 7",
                "'SKU-00031','SKU-00003'             | 3",
                "'<script>',3,null,{'a':1},'SKU-00004'| 4",
                "                                    | ''",
            },
            quoteCharacter = '"')
    void onlyWhatWasShownIsRecommendedAndOnlyOnce(String skus, String expected) throws Exception {
        String list = skus == null ? "" : skus.replace('\'', '"');
        List<Offer> chosen = read("{\"skus\":[" + list + "]}");

        assertThat(chosen.stream()
                        .map(offer -> offer.product().price().cents() + "")
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected.replace("'", ""));
    }

    @Test
    void noMoreThanTenAreRecommended() throws Exception {
        String all = SHOWN.stream()
                .map(offer -> "\"" + offer.product().sku().value() + "\"")
                .collect(Collectors.joining(","));

        assertThat(read("{\"skus\":[" + all + "]}")).isEqualTo(SHOWN.subList(0, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"skus\":\"SKU-00001\"}", "{\"skus\":{}}", "{\"skus\":[\"SKU-99999\"]}"})
    void anAnswerToSomethingElseIsNone(String answer) {
        assertThatThrownBy(() -> read(answer)).isInstanceOf(ModelFailure.class).hasMessageNotContaining("99999");
    }

    private static List<Offer> read(String answer) throws ModelFailure {
        return Choice.read(new JsonMapper().readTree(answer), SHOWN, Recommend.MOST);
    }
}
