package dev.tailback.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorkeeperTest {
    private static final String TOKEN = "correct-horse-battery";
    private static final Rooms SHOP = Rooms.openTo("/carts", "/v1");

    private final Doorkeeper atHome = Doorkeeper.of(Openness.onLoopback(), SHOP);
    private final Doorkeeper inPublic = Doorkeeper.of(
            openTo("0.0.0.0", "TAILBACK_TOKEN", TOKEN, "TAILBACK_ALLOWED_HOSTS", "catalog, Shop.Example"), SHOP);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8081", "localhost:8081", "LOCALHOST", "[::1]:8081", "[::1]"})
    void onLoopbackItAnswersToTheNamesOfLoopback(String host) {
        assertThat(atHome.refuse(post("/admin/pool", "Host", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8081",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1@evil.example",
                "localhost:8081:1",
                "localhost:port",
                "[::1",
                "[::2]",
                "",
                "localhost localhost"
            })
    void aNameThatWasPointedAtLoopbackIsRefused(String host) {
        refused(403, "Host is '" + host + "'; allowed: 127.0.0.1", atHome.refuse(get("/health", "Host", host)));
    }

    @Test
    void aRequestWithoutAHostIsRefused() {
        refused(403, "Host is missing", atHome.refuse(Visitor.of("GET", "/health", name -> null)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example",
        "https://localhost.evil.example",
        "null",
        "http://localhost:9999",
        "file://",
        "http://localhost:8081.evil.example"
    })
    void aPageOfSomebodyElseIsRefusedWhateverItSends(String origin) {
        refused(403, "Origin is '" + origin + "'", atHome.refuse(post("/demo/reset", "Origin", origin)));
        refused(403, "Origin is", atHome.refuse(get("/health", "Origin", origin)));
        refused(
                403,
                "Origin is",
                atHome.refuse(
                        post("/carts", "Origin", origin, "Content-Type", "application/json", "Content-Length", "2")));
    }

    @Test
    void aPageOfThePortItselfIsNotSomebodyElses() {
        assertThat(atHome.refuse(
                        post("/demo/reset", "Origin", "http://localhost:8081", "Sec-Fetch-Site", "same-origin")))
                .isEmpty();
    }

    @Test
    void anOriginThatTheSettingsNameIsWelcome() {
        Doorkeeper welcoming =
                Doorkeeper.of(openTo("127.0.0.1", "TAILBACK_ALLOWED_ORIGINS", "http://shop.example:3000"), SHOP);

        assertThat(welcoming.refuse(
                        post("/v1/traces", "Origin", "http://Shop.example:3000", "Sec-Fetch-Site", "cross-site")))
                .isEmpty();
        refused(403, "Origin is", welcoming.refuse(post("/v1/traces", "Origin", "http://shop.example:3001")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "rubbish"})
    void aBrowserThatSaysItComesFromElsewhereIsRefused(String site) {
        refused(403, "Sec-Fetch-Site is '" + site + "'", atHome.refuse(post("/demo/reset", "Sec-Fetch-Site", site)));
        refused(
                403,
                "Sec-Fetch-Site",
                atHome.refuse(get("/carts", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "no-cors")));
    }

    @Test
    void aLinkMayOpenAPageButNotAFrameAndNotSendAForm() {
        String[] link = {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"};
        String[] frame = {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"};

        assertThat(atHome.refuse(get("/", link))).isEmpty();
        refused(403, "Sec-Fetch-Site", atHome.refuse(get("/", frame)));
        refused(403, "Sec-Fetch-Site", atHome.refuse(post("/", link)));
    }

    @Test
    void aTerminalNeedsNoContentTypeWithoutABody() {
        assertThat(atHome.refuse(post("/admin/stop-demo"))).isEmpty();
        assertThat(atHome.refuse(post("/admin/stop-demo", "Content-Length", "0")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "*/*", ""})
    void aBodyThatAFormCanSendIsRefused(String type) {
        refused(
                415,
                "Content-Type of the body is '" + type + "'; allowed: application/json",
                atHome.refuse(post("/carts", "Content-Length", "2", "Content-Type", type)));
        refused(415, "missing", atHome.refuse(post("/carts", "Transfer-Encoding", "chunked")));
    }

    @Test
    void jsonMayCarryParameters() {
        assertThat(atHome.refuse(
                        post("/carts", "Content-Length", "2", "Content-Type", "Application/JSON; charset=utf-8")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/metrics"})
    void beyondLoopbackAProbeMayUseAnyName(String path) {
        assertThat(inPublic.refuse(get(path, "Host", "10.1.2.3:8081"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog:8081", "shop.example", "SHOP.example:80", "localhost:8081"})
    void beyondLoopbackAGuestNeedsANameThatIsAllowed(String host) {
        assertThat(inPublic.refuse(post("/carts/1/checkout", "Host", host))).isEmpty();
        refused(403, "Host is", inPublic.refuse(post("/carts/1/checkout", "Host", "evil.example")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/admin/pool", "/ledger", "/", "/cartsandmore", "/health/", "/%68ealth", "//carts", "/CARTS"})
    void beyondLoopbackEverythingElseNeedsTheToken(String path) {
        refused(401, path + "' needs a token", inPublic.refuse(get(path, "Host", "catalog")));
        refused(401, "needs a token", inPublic.refuse(get(path, "Host", "catalog", "Authorization", TOKEN)));
        refused(
                401,
                "needs a token",
                inPublic.refuse(get(path, "Host", "catalog", "Authorization", "Bearer " + TOKEN + "x")));
        assertThat(inPublic.refuse(get(path, "Host", "catalog", "Authorization", "bearer " + TOKEN)))
                .isEmpty();
    }

    @Test
    void theTokenIsNoPassForAStrangePage() {
        refused(
                403,
                "Origin is",
                inPublic.refuse(get(
                        "/ledger",
                        "Host",
                        "catalog",
                        "Authorization",
                        "Bearer " + TOKEN,
                        "Origin",
                        "http://evil.example")));
    }

    @Test
    void aRefusalIsValidJsonWhateverWasSent() {
        Refusal refusal =
                atHome.refuse(get("/", "Host", "\"\\\u0001\ud83d\ude00")).orElseThrow();

        assertThat(new String(refusal.problem(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("Host is '\\\"\\\\\\u0001\\ud83d\\ude00'");
    }

    private static Openness openTo(String address, String... variables) {
        try {
            return Openness.of(InetAddress.getByName(address), map(variables)::get);
        } catch (java.net.UnknownHostException unknown) {
            throw new AssertionError(unknown);
        }
    }

    private static Visitor get(String path, String... headers) {
        return visit("GET", path, headers);
    }

    private static Visitor post(String path, String... headers) {
        return visit("POST", path, headers);
    }

    private static Visitor visit(String method, String path, String... headers) {
        Map<String, String> all = map(headers);
        all.putIfAbsent("Host", "localhost:8081");
        return Visitor.of(method, path, all::get);
    }

    private static Map<String, String> map(String... pairs) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static void refused(int status, String detail, Optional<Refusal> refusal) {
        assertThat(refusal).hasValueSatisfying(said -> {
            assertThat(said.status()).as(said.detail()).isEqualTo(status);
            assertThat(said.detail()).contains(detail);
        });
    }
}
