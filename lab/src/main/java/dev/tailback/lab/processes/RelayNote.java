package dev.tailback.lab.processes;

import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What somebody should know about the relay although its process runs: that it only follows, or that its slot is in danger. */
final class RelayNote {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private RelayNote() {}

    static @Nullable String ask(Web web, URI health) throws InterruptedException {
        try {
            return of(web.get(health, PATIENCE));
        } catch (WebFailure silent) {
            return silent.getMessage();
        }
    }

    /** Null when it leads and all is well. */
    static @Nullable String of(Answer answer) {
        JsonNode condition = answer.json();
        String following =
                condition.path("role").asString("").equals("following") ? "follows; another relay leads" : "";
        String reason = condition.path("reason").asString("");
        String note = Stream.of(
                        reason.isEmpty() ? following : reason,
                        condition.path("warning").asString(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return note.isEmpty() ? null : note;
    }
}
