package dev.tailback.lab.payments;

import dev.tailback.events.Card;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a shop sends, checked. */
record AuthorizationRequest(Asked asked, TestCard card) {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern KEY_FORM = Pattern.compile("[!-~]{1,200}");

    static AuthorizationRequest read(@Nullable String idempotencyKey, String json) {
        if (idempotencyKey == null || !KEY_FORM.matcher(idempotencyKey).matches()) {
            throw Refused.invalid("Idempotency-Key", idempotencyKey, "a header of 1 to 200 visible ASCII characters");
        }
        JsonNode body = object(json);
        UUID order = order("order", text(body.path("order")));
        Amount amount = new Amount(cents(body.at("/amount/cents")), currency(body.at("/amount/currency")));
        Card card = card(body.path("card"));
        return new AuthorizationRequest(Asked.of(order, amount, card, idempotencyKey), TestCard.of(card));
    }

    static UUID order(String field, @Nullable String text) {
        if (text == null || !UUID_FORM.matcher(text).matches()) {
            throw Refused.invalid(field, text, "a UUID of 36 characters");
        }
        return UUID.fromString(text);
    }

    private static JsonNode object(String json) {
        try {
            JsonNode body = Json.tree(json);
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException malformed) {
            throw Refused.invalid("body", "malformed", "a JSON object: " + malformed.getOriginalMessage());
        }
        throw Refused.invalid("body", "something else", "a JSON object");
    }

    private static long cents(JsonNode cents) {
        if (!cents.isIntegralNumber() || !cents.canConvertToLong() || cents.longValue() < 0) {
            throw Refused.invalid("amount.cents", text(cents), "a whole number, 0 or more");
        }
        return cents.longValue();
    }

    private static String currency(JsonNode currency) {
        if (!currency.isString() || !Amount.isCurrency(currency.stringValue())) {
            throw Refused.invalid("amount.currency", text(currency), "three capitals, such as USD");
        }
        return currency.stringValue();
    }

    /** What was sent instead of a card may be one with a slip of the finger: it is never repeated. */
    private static Card card(JsonNode card) {
        String allowed = "12 to 19 digits as text, or the first six and the last four with a star for every other";
        if (!card.isString()) {
            throw Refused.invalid("card", card.isMissingNode() || card.isNull() ? null : "no text", allowed);
        }
        try {
            return new Card(card.stringValue());
        } catch (IllegalArgumentException noCard) {
            throw Refused.invalid("card", card.stringValue().length() + " characters", allowed);
        }
    }

    private static @Nullable String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return node.isString() ? node.stringValue() : node.toString();
    }
}
