package dev.tailback.flowalerts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Flow-alerts on free ports, and a client. */
final class Running implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final FlowAlerts flowAlerts;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Running() {
        this(1_000);
    }

    Running(int maxSpans) {
        this(maxSpans, Map.of());
    }

    Running(int maxSpans, Map<String, String> more) {
        this(maxSpans, more, 0);
    }

    Running(int maxSpans, Map<String, String> more, int otlpHttpPort) {
        HashMap<String, String> environment = new HashMap<>(more);
        environment.put(Settings.PORT, "0");
        environment.put(Settings.OTLP_HTTP_PORT, String.valueOf(otlpHttpPort));
        environment.put(Settings.OTLP_GRPC_PORT, "0");
        environment.put(Settings.MAX_SPANS, String.valueOf(maxSpans));
        flowAlerts = FlowAlerts.start(Settings.from(environment));
    }

    URI otlp(String path) {
        return flowAlerts.otlp().resolve(path);
    }

    /** Its health, which says how it is. */
    URI api() {
        return flowAlerts.api().resolve("/health");
    }

    URI grpc() {
        return flowAlerts.grpc();
    }

    HttpResponse<byte[]> post(String path, byte[] body, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(otlp(path)).POST(BodyPublishers.ofByteArray(body)), headers);
    }

    HttpResponse<byte[]> postProtobuf(String path, byte[] body, String... headers) throws Exception {
        return send(
                HttpRequest.newBuilder(otlp(path))
                        .header("Content-Type", "application/x-protobuf")
                        .POST(BodyPublishers.ofByteArray(body)),
                headers);
    }

    HttpResponse<byte[]> request(String method, URI uri) throws Exception {
        return send(HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()));
    }

    HttpResponse<byte[]> api(String method, String path) throws Exception {
        return request(method, flowAlerts.api().resolve(path));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    JsonNode get(String path) throws Exception {
        return json(api("GET", path));
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return JSON.readTree(response.body());
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        client.close();
        flowAlerts.close();
    }
}
