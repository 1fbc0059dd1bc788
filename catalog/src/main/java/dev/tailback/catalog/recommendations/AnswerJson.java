package dev.tailback.catalog.recommendations;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON object in a model's answer: models like to wrap it in words, or to fence it. */
final class AnswerJson {
    private static final JsonMapper JSON = new JsonMapper();

    private AnswerJson() {}

    static JsonNode of(ChatAnswer answer) throws ModelFailure {
        String text = answer.text();
        int from = text.indexOf('{');
        int to = text.lastIndexOf('}');
        if (from < 0 || to < from) {
            throw ModelFailure.unusable("the chat model answered without the JSON object that it was asked for");
        }
        try {
            return JSON.readTree(text.substring(from, to + 1));
        } catch (JacksonException malformed) {
            throw ModelFailure.unusable("the chat model answered with JSON that cannot be read");
        }
    }
}
