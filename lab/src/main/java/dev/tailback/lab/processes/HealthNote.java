package dev.tailback.lab.processes;

import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a part whose process runs says of itself.
 *
 * @param text why all is not well, or that a relay only follows; null where there is nothing to know
 */
record HealthNote(boolean isWell, @Nullable String text) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    static HealthNote ask(Web web, URI health) throws InterruptedException {
        try {
            return of(web.get(health, PATIENCE));
        } catch (WebFailure silent) {
            return new HealthNote(false, silent.getMessage());
        }
    }

    /** Why nobody answers, however unwell; empty if somebody does. */
    static Optional<String> silence(Web web, URI health) throws InterruptedException {
        try {
            web.get(health, PATIENCE);
            return Optional.empty();
        } catch (WebFailure silent) {
            return Optional.of(String.valueOf(silent.getMessage()));
        }
    }

    static HealthNote of(Answer answer) {
        JsonNode condition = answer.json();
        String following =
                condition.path("role").asString("").equals("following") ? "follows; another relay leads" : "";
        String reason = condition.path("reason").asString("");
        String note = Stream.of(
                        reason.isEmpty() ? following : reason,
                        condition.path("warning").asString(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return new HealthNote(answer.isGood(), note.isEmpty() ? null : note);
    }
}
