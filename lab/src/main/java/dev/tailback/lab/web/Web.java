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
import org.jspecify.annotations.Nullable;

/** The JDK's client: for any thread, any answer and any server. Its many conveniences cost, see {@link Wire}. */
public final class Web implements Http, AutoCloseable {
    private static final int LONGEST_REFUSAL = 4096;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @Override
    public Answer send(String method, URI uri, @Nullable Object body, Map<String, String> headers, Duration patience)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Accept", ACCEPTED)
                .timeout(patience)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.compact(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        ShownToken.authorization().ifPresent(token -> request.header("Authorization", token));
        headers.forEach(request::header);
        HttpResponse<String> response = exchange(request.build(), patience, BodyHandlers.ofString());
        return new Answer(uri, response.statusCode(), response.body());
    }

    /** A body that is too large to be held; the caller reads it to its end or closes it. */
    public InputStream stream(URI uri, Duration patience) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience);
        ShownToken.authorization().ifPresent(token -> request.header("Authorization", token));
        HttpResponse<InputStream> response = exchange(request.build(), patience, BodyHandlers.ofInputStream());
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
