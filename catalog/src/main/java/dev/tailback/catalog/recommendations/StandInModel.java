package dev.tailback.catalog.recommendations;

import dev.tailback.catalog.products.Offer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in where no model was named. It looks for a category's word and for prices, takes what is available, and says
 * the same to the same question every time. Its tokens are words.
 */
final class StandInModel implements ChatModel {
    static final String PROVIDER = "tailback-stand-in";
    static final String NAME = "stand-in";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final int AS_MANY = 5;
    private static final Pattern WORDS = Pattern.compile("\\W+");
    private static final String AMOUNT = "\\$?(\\d{1,9}(?:\\.\\d{1,2})?)";
    private static final Pattern BETWEEN = Pattern.compile(AMOUNT + "\\s*(?:-|to|and)\\s*" + AMOUNT);
    private static final Pattern AT_MOST = Pattern.compile("(?:under|below|up to|less than)\\s+" + AMOUNT);

    private record Wanted(
            String category,
            @Nullable Double priceMin,
            @Nullable Double priceMax) {}

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChatAnswer ask(Question question) {
        String text = switch (question) {
            case Question.WhatToLookFor looked -> JSON.writeValueAsString(wanted(looked));
            case Question.WhatToRecommend recommended ->
                JSON.writeValueAsString(Map.of("skus", skus(recommended.products())));
        };
        return new ChatAnswer(text, NAME, "stop", words(question.userContext()), words(text));
    }

    private static Wanted wanted(Question.WhatToLookFor question) {
        String said = question.userContext().toLowerCase(Locale.ROOT);
        List<String> words = Arrays.asList(WORDS.split(said));
        String category = question.categories().stream()
                .filter(each -> Arrays.stream(each.split("-")).anyMatch(words::contains))
                .findFirst()
                .orElseGet(() -> any(List.copyOf(question.categories()), said));
        Matcher between = BETWEEN.matcher(said);
        if (between.find()) {
            return new Wanted(category, Double.valueOf(between.group(1)), Double.valueOf(between.group(2)));
        }
        Matcher atMost = AT_MOST.matcher(said);
        return new Wanted(category, null, atMost.find() ? Double.valueOf(atMost.group(1)) : null);
    }

    /** Not at random: the same words always lead to the same shelf. */
    private static String any(List<String> categories, String said) {
        return categories.get(Math.floorMod(said.hashCode(), categories.size()));
    }

    private static List<String> skus(List<Offer> products) {
        return products.stream()
                .filter(offer -> offer.available() > 0)
                .limit(AS_MANY)
                .map(offer -> offer.product().sku().value())
                .toList();
    }

    private static long words(String text) {
        return WORDS.splitAsStream(text).filter(word -> !word.isEmpty()).count();
    }
}
