package dev.tailback.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.testing.ShopServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running catalog as its clients see it, and its database. */
public final class Storefront implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext catalog;
    private final String base;

    private Storefront(ConfigurableApplicationContext catalog) {
        this.catalog = catalog;
        this.base = "http://127.0.0.1:" + catalog.getEnvironment().getProperty("local.server.port");
    }

    /** One that can be broken, as the lab starts it. */
    public static Storefront open(ShopServers servers, int products, String... settings) {
        return ofAnImage(
                servers,
                products,
                Stream.concat(Stream.of("--tailback.breakable=true"), Stream.of(settings))
                        .toArray(String[]::new));
    }

    public static Storefront ofAnImage(ShopServers servers, int products, String... settings) {
        return new Storefront(new SpringApplicationBuilder(CatalogApplication.class)
                .properties(Map.copyOf(servers.environmentOf("catalog")))
                .run(Stream.concat(
                                Stream.of("--server.port=0", "--tailback.catalogue.products=" + products),
                                Stream.of(settings))
                        .toArray(String[]::new)));
    }

    @Override
    public void close() {
        http.close();
        catalog.close();
    }

    public JdbcClient database() {
        return catalog.getBean(JdbcClient.class);
    }

    public <T> T bean(Class<T> type) {
        return catalog.getBean(type);
    }

    public ApplicationContext context() {
        return catalog;
    }

    public int port() {
        return Integer.parseInt(catalog.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** @param request a method and a path */
    public Answer ask(String request, String body) {
        String[] words = request.split(" ", 2);
        return answer(HttpRequest.newBuilder(URI.create(base + words[1]))
                .header("Content-Type", "application/json")
                .method(words[0], words[0].equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    public String newCart() {
        Answer created = post("/carts", "{}");
        assertThat(created.status()).isEqualTo(201);
        return created.body().get("id").asString();
    }

    public Answer get(String path) {
        return answer(HttpRequest.newBuilder(URI.create(base + path)));
    }

    public Answer patch(String path, String body) {
        return answer(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    public Answer put(String path, String body) {
        return answer(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    public Answer delete(String path, String... headers) {
        return answer(
                with(headers, HttpRequest.newBuilder(URI.create(base + path)).DELETE()));
    }

    public Answer post(String path, String body, String... headers) {
        return post(path, BodyPublishers.ofString(body == null ? "" : body), headers);
    }

    public Answer post(String path, BodyPublisher body, String... headers) {
        return answer(with(
                headers,
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .POST(body)));
    }

    private static HttpRequest.Builder with(String[] headers, HttpRequest.Builder request) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer answer(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Location").orElse(""),
                    JSON.readTree(response.body()));
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(request + " got no answer", failed);
        }
    }

    public record Answer(int status, String type, String location, JsonNode body) {
        public void assertProblem(int expected, String detail) {
            assertThat(status).as(body.toString()).isEqualTo(expected);
            assertThat(body.get("status").asInt()).isEqualTo(expected);
            assertThat(type).startsWith("application/problem+json");
            assertThat(body.get("detail").asString()).contains(detail.strip());
        }
    }
}
