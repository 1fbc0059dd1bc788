package dev.tailback.catalog.recommendations;

import org.jspecify.annotations.Nullable;

/**
 * What a model said, and what it told of itself.
 *
 * @param model that answered; providers may put another in the place of the one that was asked
 * @param finishReason why it stopped
 */
record ChatAnswer(
        String text,
        @Nullable String model,
        @Nullable String finishReason,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens) {}
