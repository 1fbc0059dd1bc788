package dev.tailback.lab.web;

import java.net.URI;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a server said. */
public record Answer(URI from, int status, String text) {
    private static final int LONGEST_QUOTE = 300;

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** Throws what was answered if that is not good. */
    public void demandGood() {
        if (!isGood()) {
            throw new WebFailure(from + " answered " + status + ": " + reason(), status);
        }
    }

    public JsonNode json() {
        try {
            return Json.tree(text);
        } catch (JacksonException malformed) {
            throw new WebFailure(
                    from + " answered " + status + " with something other than JSON: " + quote(), malformed);
        }
    }

    public <T> T as(Class<T> type) {
        demandGood();
        try {
            return Json.read(text, type);
        } catch (JacksonException malformed) {
            throw new WebFailure(
                    from + " answered with JSON that is no " + type.getSimpleName() + ": " + quote(), malformed);
        }
    }

    /** The detail of an application/problem+json, or the text as it came. */
    public String reason() {
        try {
            JsonNode problem = Json.tree(text);
            for (String field : new String[] {"detail", "title", "reason"}) {
                if (problem.path(field).isString()) {
                    return problem.path(field).stringValue();
                }
            }
            return quote();
        } catch (JacksonException plainText) {
            return quote();
        }
    }

    private String quote() {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
