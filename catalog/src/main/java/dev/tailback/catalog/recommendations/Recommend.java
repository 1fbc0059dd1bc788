package dev.tailback.catalog.recommendations;

import dev.tailback.catalog.products.Offer;
import dev.tailback.catalog.products.Products;
import dev.tailback.catalog.products.Search;
import java.util.List;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

/**
 * Asks a model what a shopper looks for, searches for that, and asks the model which of it to recommend. The search is
 * over, and its connection given back, while a model thinks.
 */
@Component
class Recommend {
    static final int MOST = 10;
    /** What a model may choose from: some pages of a prompt. */
    private static final int SHOWN = 30;

    private final ChatModel model;
    private final Products products;

    Recommend(ChatModel model, Products products) {
        this.model = model;
        this.products = products;
    }

    List<Offer> to(String userContext) throws ModelFailure {
        SortedSet<String> categories = Search.categories();
        ChatAnswer wanted = model.ask(new Question.WhatToLookFor(userContext, categories));
        List<Offer> found = products.search(Wish.read(AnswerJson.of(wanted), categories, SHOWN));
        if (found.isEmpty()) {
            return found;
        }
        ChatAnswer chosen = model.ask(new Question.WhatToRecommend(userContext, found));
        return Choice.read(AnswerJson.of(chosen), found, MOST);
    }
}
