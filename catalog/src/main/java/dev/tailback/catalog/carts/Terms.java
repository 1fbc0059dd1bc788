package dev.tailback.catalog.carts;

import dev.tailback.events.Card;
import dev.tailback.stage.http.Problem;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a shopper pays with, and how long they are willing to wait for the outcome. */
record Terms(Card card, Duration patience) {
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(100);
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(10);
    private static final Pattern PATIENCE = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    /** What is not said is as usual. */
    static Terms of(@Nullable String card, @Nullable String patience) {
        return new Terms(
                card == null ? Card.APPROVING : card(card), patience == null ? USUAL_PATIENCE : patience(patience));
    }

    /** Whatever is wrong with the number, it is not repeated. */
    private static Card card(String number) {
        try {
            return new Card(number);
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid("card", number.length() + " characters", "12 to 19 digits");
        }
    }

    private static Duration patience(String text) {
        Matcher form = PATIENCE.matcher(text);
        if (form.matches()) {
            Duration patience = duration(Long.parseLong(form.group(1)), form.group(2));
            if (patience.compareTo(LEAST_PATIENCE) >= 0 && patience.compareTo(MOST_PATIENCE) <= 0) {
                return patience;
            }
        }
        throw Problem.invalid("patience", text, "100ms to 10m, written like 500ms, 30s or 2m");
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
