package dev.tailback.flowalerts.incidents.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Sends JSON to an address, follows no redirect, and reads little of the answer. */
final class Post implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int LONGEST_SHOWN = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    Sent send(Address address, byte[] body, Map<String, String> headers) throws InterruptedException {
        try {
            address.check();
            HttpRequest.Builder request = HttpRequest.newBuilder(address.uri())
                    .timeout(ANSWER_WITHIN)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream said = answer.body()) {
                return Sent.of(answer.statusCode(), oneLine(new String(said.readNBytes(LONGEST_SHOWN), UTF_8)));
            }
        } catch (Address.NotAllowed failure) {
            return new Sent.Never(String.valueOf(failure.getMessage()));
        } catch (UnknownHostException failure) {
            return new Sent.NotNow("nobody knows the host " + failure.getMessage());
        } catch (IOException failure) {
            return new Sent.NotNow(failure.toString());
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
