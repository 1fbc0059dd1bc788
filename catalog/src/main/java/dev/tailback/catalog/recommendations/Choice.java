package dev.tailback.catalog.recommendations;

import dev.tailback.catalog.products.Offer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Which products a model recommends, in its order. It may name only what it was shown; the rest is ignored. */
final class Choice {
    private Choice() {}

    static List<Offer> read(JsonNode answer, List<Offer> shown, int most) throws ModelFailure {
        JsonNode skus = answer.path("skus");
        if (!skus.isArray()) {
            throw ModelFailure.unusable("the chat model answered without the list of skus that it was asked for");
        }
        Map<String, Offer> bySku = new LinkedHashMap<>();
        shown.forEach(offer -> bySku.put(offer.product().sku().value(), offer));
        List<Offer> chosen = skus.valueStream()
                .map(sku -> bySku.get(sku.asString("")))
                .filter(Objects::nonNull)
                .distinct()
                .limit(most)
                .toList();
        if (chosen.isEmpty() && !skus.isEmpty()) {
            throw ModelFailure.unusable("the chat model named only products that it was not shown");
        }
        return chosen;
    }
}
