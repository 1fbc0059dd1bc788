package dev.tailback.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stage says to those who have no business there, or come with something that cannot be read. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangersIT {
    private static final String JSON = "Content-Type: application/json";

    private ShopServers servers;
    private Storefront shop;

    @BeforeAll
    void open(ShopServers given) {
        servers = given;
        shop = Storefront.open(servers, 20);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo/simulate-pool-exhaustion", "/demo/reset", "/carts"})
    void aForeignPageCanDoNothing(String path) throws IOException {
        long before = carts();

        assertThat(send("POST " + path, "Origin: http://evil.example", "Content-Length: 0"))
                .startsWith("HTTP/1.1 403")
                .contains("application/problem+json", "Origin is 'http://evil.example'");
        assertThat(send("POST " + path, "Sec-Fetch-Site: cross-site", "Content-Length: 0"))
                .startsWith("HTTP/1.1 403");
        assertThat(send("POST " + path, "Content-Type: text/plain", "Content-Length: 2", "", "{}"))
                .startsWith("HTTP/1.1 415")
                .contains("allowed: application/json");
        assertThat(sendTo("evil.example", "POST " + path, "Content-Length: 0")).startsWith("HTTP/1.1 403");
        assertThat(carts()).isEqualTo(before);
    }

    @Test
    void aTerminalNeedsNoContentTypeWhereItSendsNoBody() throws IOException {
        assertThat(send("POST /demo/reset")).startsWith("HTTP/1.1 200");
        assertThat(send("POST /carts")).startsWith("HTTP/1.1 201");
    }

    @Test
    void whoWantsSomethingElseThanJsonIsToldBeforeAnythingIsDone() throws IOException {
        String cart = shop.newCart();
        shop.post("/carts/" + cart + "/items", "{\"sku\":\"SKU-00001\",\"quantity\":1}");

        String answer = send("POST /carts/" + cart + "/checkout", "Accept: text/html");

        assertThat(answer).startsWith("HTTP/1.1 406");
        assertThat(shop.get("/carts/" + cart).body().get("status").asString()).isEqualTo("open");
        assertThat(send("GET /products?limit=1", "Accept: text/html,*/*;q=0.8")).startsWith("HTTP/1.1 200");
        assertThat(send("GET /products?limit=1", "Accept: rubbish")).startsWith("HTTP/1.1 406");
        assertThat(send("GET /metrics", "Accept: text/plain")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/products?%zz | a % with two hexadecimal digits behind it",
                "/products?category=%ff | allowed: UTF-8",
                "/products?category=a%00b | text without control characters",
                "/products?colour=red | the parameter 'colour' is not known here; allowed: category, limit, price_max, price_min",
                "/products?limit=1&limit=2 | to be given once",
                "/health?full | the parameter 'full' is not known here; allowed: none",
            })
    void aQueryThatCannotBeReadIsRefusedInASentence(String path, String sentence) throws IOException {
        assertThat(send("GET " + path))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", sentence)
                .doesNotContain("Exception", "at org.");
    }

    @Test
    void aThousandParametersAreTooMany() throws IOException {
        String query = IntStream.range(0, 1_001).mapToObj(i -> "p" + i).collect(Collectors.joining("&"));

        assertThat(send("GET /products?" + query)).startsWith("HTTP/1.1 400").contains("more than 100 parameters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'sku':'SKU-00001','sku':'SKU-00002','quantity':1} | Duplicate",
                "null | the body",
                "[] | the body",
                "{'sku':'SKU-00001','quantity':1} {} | the body",
            })
    void aBodyThatMeansTwoThingsIsRefused(String body, String sentence) {
        String cart = shop.newCart();

        Storefront.Answer answer = shop.post("/carts/" + cart + "/items", body.replace('\'', '"'));

        answer.assertProblem(400, sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "rubbish", "application/json/json", "multipart/form-data"})
    void aStrangeContentTypeIsAClientsError(String type) throws IOException {
        assertThat(send("POST /carts", "Content-Type: " + type, "Content-Length: 2", "", "{}"))
                .startsWith("HTTP/1.1 415");
        assertThat(send("POST /carts", "Content-Type: " + type, "Content-Length: 0"))
                .startsWith("HTTP/1.1 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/carts", "/demo/queries", "/carts/x/checkout"})
    void bodiesAtAByteASecondDoNotHoldUpHealth(String path) throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            for (int i = 0; i < 260; i++) {
                Socket socket = connect();
                String close = i % 2 == 0 ? "Connection: close\r\n" : "";
                socket.getOutputStream()
                        .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + JSON + "\r\n" + close
                                        + "Content-Length: 9999\r\n\r\n{")
                                .getBytes(UTF_8));
                slow.add(socket);
            }
            drip.scheduleWithFixedDelay(() -> slow.forEach(StrangersIT::aByte), 500, 1_000, TimeUnit.MILLISECONDS);

            for (int look = 0; look < 5; look++) {
                assertThat(send("GET /health")).startsWith("HTTP/1.1 200");
                assertThat(send("GET /metrics")).startsWith("HTTP/1.1 200");
            }
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(slow).allMatch(StrangersIT::isEnded));
            assertThat(send("GET /products?limit=1")).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void beyondLoopbackOnlyTheShopItselfNeedsNoToken() throws IOException {
        assertThatThrownBy(() -> Storefront.open(servers, 20, "--server.address=0.0.0.0"))
                .hasStackTraceContaining("a port beyond loopback demands a token");

        Storefront home = shop;
        try (Storefront open = Storefront.open(
                servers,
                20,
                "--server.address=0.0.0.0",
                "--TAILBACK_TOKEN=correct-horse-battery",
                "--TAILBACK_ALLOWED_HOSTS=catalog")) {
            shop = open;
            assertThat(sendTo("10.9.8.7", "GET /health")).startsWith("HTTP/1.1 ");
            assertThat(sendTo("10.9.8.7", "GET /health")).doesNotStartWith("HTTP/1.1 4");
            assertThat(sendTo("10.9.8.7", "GET /products")).startsWith("HTTP/1.1 403");
            assertThat(sendTo("catalog:8081", "GET /products")).startsWith("HTTP/1.1 200");
            for (String path :
                    List.of("/admin/pool", "/ledger", "/demo", "/%61dmin/pool", "/products/../admin/pool", "/error")) {
                assertThat(sendTo("catalog", "GET " + path))
                        .as(path)
                        .startsWith("HTTP/1.1 4")
                        .doesNotContain("maximum");
            }
            assertThat(sendTo("catalog", "GET /admin/pool", "Authorization: Bearer correct-horse-battery"))
                    .startsWith("HTTP/1.1 200");
        } finally {
            shop = home;
        }
    }

    private long carts() {
        return shop.database()
                .sql("SELECT count(*) FROM carts")
                .query(Long.class)
                .single();
    }

    private String send(String request, String... lines) throws IOException {
        return sendTo("localhost", request, lines);
    }

    private String sendTo(String host, String request, String... lines) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(10_000);
            String head = request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n";
            int blank = List.of(lines).indexOf("");
            String all = blank < 0
                    ? head + lines(lines) + "\r\n"
                    : head + lines(List.of(lines).subList(0, blank).toArray(String[]::new)) + "\r\n" + lines[blank + 1];
            socket.getOutputStream().write(all.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String lines(String... lines) {
        return List.of(lines).stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private Socket connect() throws IOException {
        return new Socket("127.0.0.1", shop.port());
    }

    private static void aByte(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException ended) {
            // As it should be, some time.
        }
    }

    private static boolean isEnded(Socket socket) {
        try {
            socket.setSoTimeout(50);
            while (socket.getInputStream().read() >= 0) {
                // The answer, up to its end.
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
