package dev.tailback.lab.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The one HTTP client of this process. Answers of any status are returned; silence is a {@link WebFailure}. */
public final class Web implements AutoCloseable {
    private static final int LONGEST_REFUSAL = 4096;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public Answer get(URI uri, Duration patience) throws InterruptedException {
        return send(HttpRequest.newBuilder(uri).GET(), patience);
    }

    public Answer post(URI uri, Object body, Duration patience) throws InterruptedException {
        return post(uri, body, Map.of(), patience);
    }

    public Answer post(URI uri, Object body, Map<String, String> headers, Duration patience)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.compact(body)));
        headers.forEach(request::header);
        return send(request, patience);
    }

    /** As {@link #post(URI, Object, Duration)}, without leaving a trace: for questions that are asked again and again. */
    public Answer postUntraced(URI uri, Object body, Duration patience) throws InterruptedException {
        String traceParent = "00-%016x%016x-%016x-00".formatted(random(), random(), random());
        return post(uri, body, Map.of("traceparent", traceParent), patience);
    }

    public Answer patch(URI uri, Object body, Duration patience) throws InterruptedException {
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(Json.compact(body))),
                patience);
    }

    public Answer put(URI uri, Object body, Duration patience) throws InterruptedException {
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(Json.compact(body))),
                patience);
    }

    /** A body that is too large to be held; the caller reads it to its end or closes it. */
    public InputStream stream(URI uri, Duration patience) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(patience).build();
        HttpResponse<InputStream> response = exchange(request, patience, BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            String text = new String(body.readNBytes(LONGEST_REFUSAL), UTF_8);
            throw new WebFailure(uri + " answered " + response.statusCode() + ": "
                    + new Answer(uri, response.statusCode(), text).reason());
        } catch (IOException broken) {
            throw new WebFailure(uri + " broke off: " + broken, broken);
        }
    }

    private static long random() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    private Answer send(HttpRequest.Builder builder, Duration patience) throws InterruptedException {
        HttpRequest request = builder.header("Accept", "application/json, application/problem+json")
                .timeout(patience)
                .build();
        HttpResponse<String> response = exchange(request, patience, BodyHandlers.ofString());
        return new Answer(request.uri(), response.statusCode(), response.body());
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, Duration patience, BodyHandler<T> body)
            throws InterruptedException {
        try {
            return client.send(request, body);
        } catch (ConnectException refused) {
            throw new WebFailure(request.uri() + " is not reachable: nothing listens there", refused);
        } catch (HttpTimeoutException late) {
            throw new WebFailure(request.uri() + " did not answer within " + patience.toMillis() + " ms", late);
        } catch (IOException broken) {
            throw new WebFailure(request.uri() + " broke off: " + broken, broken);
        }
    }

    /** Requests under way are given up: whoever closes has no use for their answers. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
