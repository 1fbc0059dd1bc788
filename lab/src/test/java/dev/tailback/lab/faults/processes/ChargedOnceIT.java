package dev.tailback.lab.faults.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.home.FreePortBlock;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.processes.ProcessStatus;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Checkout is killed after the provider took the money and before anybody could write that down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChargedOnceIT {
    private static final String CARD = "4242424242424242";
    /** The provider authorises at once and says so late: between the two checkout is killed. */
    private static final String SLOW_CARD = "4000000000000259";

    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(40);

    private final Ports ports = Ports.from(FreePortBlock.base());
    private final Web web = new Web();
    private Cli cli = new Cli(Path.of(""));

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        cli = new Cli(
                home,
                Map.of(
                        "PAYMENTS_SLOW", SLOW.toSeconds() + "s",
                        "TAILBACK_PAYMENT_TIMEOUT", SLOW.multipliedBy(2).toSeconds() + "s"));
        up();
        awaitEnd(checkout(CARD, "5m"), "confirmed");
    }

    @AfterAll
    void stop() throws Exception {
        cli.run("down");
        web.close();
    }

    @Test
    void anOrderIsPaidOnceThoughItWasAskedForAgain() throws Exception {
        ProcessHandle asking = checkoutProcess();
        JsonNode before = counts();
        UUID order = checkout(SLOW_CARD, "5m");
        Instant killed = killWhileUnderWay(asking, order);

        up();

        assertThat(awaitEnd(order, "confirmed")).isAfter(killed);
        assertThat(payment(order)).isEqualTo("approved");
        assertThat(grown("authorizations", before)).isOne();
        assertThat(grown("replays", before)).isOne();
        assertThat(grown("voids", before)).isZero();
    }

    @Test
    void anOrderThatNobodyWaitsForAnyMoreIsVoided() throws Exception {
        ProcessHandle asking = checkoutProcess();
        JsonNode before = counts();
        UUID order = checkout(SLOW_CARD, "8s");
        Instant patienceEnds =
                Instant.parse(awaitPlaced(order).path("patience_ends").asString());
        Instant killed = killWhileUnderWay(asking, order);
        await("the end of patience").atMost(SOON).until(() -> Instant.now().isAfter(patienceEnds));

        up();

        assertThat(awaitEnd(order, "failed")).isAfter(killed);
        assertThat(order(order).path("reason").asString()).isEqualTo("deadline_exceeded");
        await("the void").atMost(SOON).until(() -> payment(order).equals("voided"));
        assertThat(grown("authorizations", before)).isOne();
        assertThat(grown("voids", before)).isOne();
    }

    /** Once the provider has taken the money, its answer is on the way, and the order does not know of either. */
    private Instant killWhileUnderWay(ProcessHandle asking, UUID order) throws Exception {
        await("the payment of order " + order)
                .pollInterval(Duration.ofMillis(20))
                .atMost(SOON)
                .until(() -> payment(order).equals("approved"));
        assertThat(order(order).path("state").asString()).isEqualTo("reserved");
        assertThat(asking.destroyForcibly()).isTrue();
        asking.onExit().join();
        return Instant.now();
    }

    private JsonNode counts() throws InterruptedException {
        return get(Part.PAYMENTS, "/health").path("payments");
    }

    private int grown(String count, JsonNode since) throws InterruptedException {
        return counts().path(count).asInt() - since.path(count).asInt();
    }

    private UUID checkout(String card, String patience) throws InterruptedException {
        UUID cart = UUID.fromString(post("/carts", Map.of()).json().path("id").asString());
        String sku = new Shop(web, ports).products(1).getFirst().sku();
        post("/carts/" + cart + "/items", Map.of("sku", sku, "quantity", 1));
        post("/carts/" + cart + "/checkout", Map.of("card", card, "patience", patience));
        return cart;
    }

    private JsonNode awaitPlaced(UUID id) {
        return await("order " + id + " is placed").atMost(SOON).until(() -> order(id), order -> order.has("state"));
    }

    private Instant awaitEnd(UUID id, String state) {
        JsonNode ended = await("order " + id + " is " + state)
                .atMost(SOON)
                .until(
                        () -> order(id),
                        order -> order.path("state").asString("").equals(state));
        return Instant.parse(ended.path("ended_at").asString());
    }

    private JsonNode order(UUID id) throws InterruptedException {
        return get(Part.CHECKOUT, "/orders/" + id);
    }

    private String payment(UUID order) throws InterruptedException {
        return get(Part.PAYMENTS, "/authorizations/" + order).path("status").asString("");
    }

    private JsonNode get(Part part, String path) throws InterruptedException {
        return web.get(URI.create(ports.url(part) + path), SOON).json();
    }

    private Answer post(String path, Object body) throws InterruptedException {
        Answer answer = web.post(URI.create(ports.url(Part.CATALOG) + path), body, SOON);
        assertThat(answer.isGood()).as(answer.text()).isTrue();
        return answer;
    }

    private void up() throws Exception {
        Cli.Result up = cli.run("up", "--detach", "--port-base", String.valueOf(ports.controlRoom()));
        assertThat(up.exitCode()).as(up.output()).isZero();
    }

    private ProcessHandle checkoutProcess() throws Exception {
        LabStatus status = Json.read(cli.run("status", "--json").output(), LabStatus.class);
        ProcessStatus checkout = status.processes().stream()
                .filter(process -> process.name().equals(Part.CHECKOUT.id()))
                .findFirst()
                .orElseThrow();
        return ProcessHandle.of(Objects.requireNonNull(checkout.pid())).orElseThrow();
    }
}
