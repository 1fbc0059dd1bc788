package dev.tailback.lab.control;

import dev.tailback.door.QueryString;
import dev.tailback.lab.web.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What was asked, past the doorkeeper. */
public final class Request {
    private final QueryString query;
    private final Accepted accepted;
    private final Sender sender;
    private final String body;

    /** The headers that say what the answer may be like. */
    record Accepted(
            @Nullable String types,
            @Nullable String encodings,
            @Nullable String known) {}

    /** Who asks. */
    record Sender(String address, @Nullable String cookie) {}

    Request(QueryString query, Accepted accepted, Sender sender, String body) {
        this.query = query;
        this.accepted = accepted;
        this.sender = sender;
        this.body = body;
    }

    /** The header of that name. */
    @Nullable
    String accept() {
        return accepted.types();
    }

    String address() {
        return sender.address();
    }

    @Nullable
    String cookie() {
        return sender.cookie();
    }

    /** Whether whoever asks has the version of that tag already. */
    public boolean knows(String tag) {
        return tag.equals(accepted.known());
    }

    public boolean acceptsGzip() {
        return accepted.encodings() != null && accepted.encodings().contains("gzip");
    }

    /** The value of a parameter that the route knows. */
    public Optional<String> query(String name) {
        return query.value(name);
    }

    /**
     * The JSON object that was sent; no body is an empty object. A record that refuses a value in its constructor
     * refuses the request, in its own words.
     */
    public <T> T body(Class<T> type) {
        try {
            return Json.readKnown(body.isBlank() ? "{}" : body, type);
        } catch (UnrecognizedPropertyException unknown) {
            throw new BadRequest(
                    "%s is not known; allowed: %s".formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
        } catch (StreamReadException malformed) {
            throw new BadRequest("the body is not JSON at line %d, column %d: %s"
                    .formatted(
                            malformed.getLocation().getLineNr(),
                            malformed.getLocation().getColumnNr(),
                            malformed.getOriginalMessage()));
        } catch (DatabindException wrong) {
            throw new BadRequest(where(wrong) + ": " + reason(wrong));
        }
    }

    private static String where(DatabindException wrong) {
        String path = String.join(
                ".",
                wrong.getPath().stream()
                        .map(step -> step.getPropertyName() == null ? "" + step.getIndex() : step.getPropertyName())
                        .toList());
        return path.isEmpty() ? "the body" : path;
    }

    private static String reason(DatabindException wrong) {
        Throwable root = wrong.getCause() == null ? wrong : wrong.getCause();
        return root instanceof JacksonException jackson
                ? jackson.getOriginalMessage()
                : String.valueOf(root.getMessage());
    }
}
