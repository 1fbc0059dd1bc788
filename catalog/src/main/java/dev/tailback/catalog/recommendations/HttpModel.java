package dev.tailback.catalog.recommendations;

import static io.opentelemetry.semconv.ServerAttributes.SERVER_ADDRESS;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_PORT;

import dev.tailback.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model behind the chat completions API of OpenAI, which others speak as well. It is asked without any parameter:
 * there is none that all of them know.
 */
final class HttpModel implements ChatModel {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    /** A few hundred bytes are expected; a model that reasons aloud says more. */
    private static final long LARGEST_ANSWER = 256 * 1024;

    private final URI uri;
    private final String model;
    private final ApiKey key;
    private final Duration timeout;
    private final HttpClient http;

    HttpModel(URI base, String model, ApiKey key, Duration timeout) {
        this.uri = URI.create(base.toString().replaceAll("/+$", "") + "/chat/completions");
        this.model = model;
        this.key = key;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    private record Asked(String model, List<Message> messages) {}

    private record Message(String role, String content) {}

    /** The flavour that is spoken; which product it is, the address and the model's name tell. */
    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public String name() {
        return model;
    }

    @Override
    public ChatAnswer ask(Question question) throws ModelFailure {
        Span.current().setAttribute(SERVER_ADDRESS, uri.getHost()).setAttribute(SERVER_PORT, (long) port());
        HttpResponse<String> response = exchange(request(question));
        if (response.statusCode() != 200) {
            throw ModelFailure.of(
                    String.valueOf(response.statusCode()),
                    "the chat model at %s answered %d%s"
                            .formatted(server(), response.statusCode(), advice(response.statusCode())));
        }
        return read(response.body());
    }

    private HttpRequest request(Question question) {
        List<Message> messages =
                List.of(new Message("system", question.task()), new Message("user", JSON.writeValueAsString(question)));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(new Asked(model, messages))));
        if (key.isGiven()) {
            request.header("Authorization", key.authorization());
        }
        String traceparent = TraceParent.of(Context.current());
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        return request.build();
    }

    private HttpResponse<String> exchange(HttpRequest request) throws ModelFailure {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
        try {
            // Over the whole exchange: the request's own timeout ends with the headers.
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw ModelFailure.late(
                    "the chat model at %s gave no answer within %d ms".formatted(server(), timeout.toMillis()));
        } catch (ExecutionException broken) {
            Throwable cause = broken.getCause() == null ? broken : broken.getCause();
            if (!(cause instanceof IOException)) {
                throw new IllegalStateException("the chat model at " + server() + " could not be asked", cause);
            }
            throw ModelFailure.of(
                    cause.getClass().getName(),
                    "the chat model at %s could not be asked, or its answer not be read: %s"
                            .formatted(server(), cause));
        } catch (InterruptedException ending) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw ModelFailure.of("interrupted", "the stage ends");
        }
    }

    private ChatAnswer read(String body) throws ModelFailure {
        JsonNode told;
        try {
            told = JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw ModelFailure.unusable("the chat model at " + server() + " answered with something other than JSON");
        }
        JsonNode choice = told.path("choices").path(0);
        JsonNode content = choice.path("message").path("content");
        if (!content.isString()) {
            throw ModelFailure.unusable(
                    "the chat model at " + server() + " answered without choices[0].message.content");
        }
        return new ChatAnswer(
                content.stringValue(),
                told.path("model").asString(null),
                choice.path("finish_reason").asString(null),
                tokens(told.path("usage").path("prompt_tokens")),
                tokens(told.path("usage").path("completion_tokens")));
    }

    private static @Nullable Long tokens(JsonNode count) {
        return count.isIntegralNumber() && count.canConvertToLong() ? count.longValue() : null;
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> ": look at CHAT_API_KEY";
            case 404 -> ": look at CHAT_URL and CHAT_MODEL";
            case 429 -> ": it is asked more often than it allows";
            default -> "";
        };
    }

    private String server() {
        return uri.getHost() + ":" + port();
    }

    private int port() {
        return uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
