package dev.tailback.catalog.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.catalog.products.Offer;
import dev.tailback.catalog.products.Product;
import dev.tailback.catalog.products.Search;
import dev.tailback.events.Money;
import dev.tailback.events.Sku;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInModelTest {
    private final StandInModel model = new StandInModel();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I am looking for wireless headphones under $100 | wireless-headphones |    0 | 10000",
                "Books, between $5.50 and $20                    | books               |  550 |  2000",
                "a garden for 50-150                             | garden              | 5000 | 15000",
                "KITCHEN                                         | kitchen             |    0 |      ",
            })
    void aCategorysWordAndPricesAreUnderstood(String said, String category, long min, Long max) throws Exception {
        assertThat(looksFor(said)).isEqualTo(new Search(category, min, max == null ? Search.NO_MAXIMUM : max, 30));
    }

    @Test
    void wordsThatNameNoCategoryLeadToTheSameOneEveryTime() throws Exception {
        assertThat(looksFor("surprise me").category()).isIn(Search.categories());
        assertThat(looksFor("surprise me")).isEqualTo(looksFor("surprise me"));
    }

    @Test
    void whatIsSoldOutIsNotRecommended() throws Exception {
        List<Offer> found = List.of(offer(1, 0), offer(2, 4));

        ChatAnswer answer = model.ask(new Question.WhatToRecommend("audio", found));

        assertThat(Choice.read(AnswerJson.of(answer), found, 10)).containsExactly(found.getLast());
    }

    @Test
    void itSaysThatItIsAStandIn() {
        ChatAnswer answer = model.ask(new Question.WhatToLookFor("audio, please", Search.categories()));

        assertThat(model.provider()).isEqualTo("tailback-stand-in");
        assertThat(answer.model()).isEqualTo("stand-in");
        assertThat(answer.inputTokens()).isEqualTo(2);
    }

    private Search looksFor(String said) throws ModelFailure {
        ChatAnswer answer = model.ask(new Question.WhatToLookFor(said, Search.categories()));
        return Wish.read(AnswerJson.of(answer), Search.categories(), 30);
    }

    private static Offer offer(int number, long available) {
        return new Offer(new Product(Sku.numbered(number), "Product", "audio", Money.ofCents(100)), available);
    }
}
