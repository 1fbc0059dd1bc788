package dev.tailback.lab.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.servers.Leash;
import dev.tailback.lab.terminal.Refusal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RecipesTest {
    private static final Installation INSTALLATION = new Installation(Path.of("/product"), Path.of("/jdk/bin/java"));
    private static final Home HOME = new Home(Path.of("/home"));
    private static final Secrets SECRETS = new Secrets(
            "s",
            Map.of(
                    "catalog", "secret-1",
                    "checkout", "secret-2",
                    "inventory", "secret-3",
                    "relay", "secret-4",
                    "spans_admin", "secret-5",
                    "spans_writer", "secret-6"));

    @Test
    void aStageIsToldItsPortItsRoleAndWhereTelemetryGoes() {
        Leash.Command command = recipes(Map.of()).of(Part.CHECKOUT);

        assertThat(command.environment())
                .containsEntry("SERVER_PORT", "9002")
                .containsEntry("SERVER_ADDRESS", "127.0.0.1")
                .containsEntry("DB_PORT", "9010")
                .containsEntry("DB_USER", "checkout")
                .containsEntry("DB_PASSWORD", "secret-2")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9008")
                .containsEntry("TAILBACK_OTLP_ENDPOINT", "http://127.0.0.1:9007");
        assertThat(command.argv())
                .startsWith("/jdk/bin/java")
                .endsWith(
                        "-cp",
                        "/product/checkout/target/app/checkout.jar:/product/stage/breakage/target/app/breakage.jar",
                        "dev.tailback.checkout.CheckoutApplication");
    }

    @Test
    void whatMayBeBrokenHasWhatBreaksItOnItsClassPathAndNothingElseHas() {
        Recipes recipes = recipes(Map.of());

        assertThat(Part.values())
                .filteredOn(part -> String.join(" ", recipes.of(part).argv()).contains("breakage.jar"))
                .containsExactlyInAnyOrder(Part.RELAY, Part.CATALOG, Part.CHECKOUT, Part.INVENTORY)
                .allMatch(part -> "true".equals(recipes.of(part).environment().get("TAILBACK_BREAKABLE")));
    }

    @Test
    void thePaymentProviderIsToldWhereToKeepItsJournalAndCheckoutWhereItIs() {
        Leash.Command provider = recipes(Map.of()).of(Part.PAYMENTS);

        assertThat(provider.environment())
                .containsEntry("PAYMENTS_PORT", "9012")
                .containsEntry("PAYMENTS_JOURNAL", HOME.data("payments.journal").toString())
                .containsEntry("TAILBACK_OTLP_ENDPOINT", "http://127.0.0.1:9007")
                .doesNotContainKey("DB_PASSWORD");
        assertThat(provider.argv())
                .contains("-Xmx128m")
                .endsWith("-jar", "/product/lab/payments/target/app/payments.jar");
        assertThat(recipes(Map.of()).of(Part.CHECKOUT).environment())
                .containsEntry("PAYMENT_URL", "http://127.0.0.1:9012");
    }

    @Test
    void flowAlertsIsToldWhereSpansAreKept() {
        Leash.Command command = recipes(Map.of()).of(Part.FLOW_ALERTS);

        assertThat(command.environment())
                .containsEntry("SPANS_DB_URL", "jdbc:postgresql://127.0.0.1:9010/spans")
                .containsEntry("SPANS_DB_PASSWORD", "secret-6")
                .containsEntry("SPANS_DB_ADMIN_PASSWORD", "secret-5");
    }

    @Test
    void flowAlertsIsToldWhoseLagToWatch() {
        assertThat(recipes(Map.of()).of(Part.FLOW_ALERTS).environment())
                .containsEntry("FLOW_ALERTS_LAG_FROM_EARLIEST", "catalog|checkout|inventory")
                .hasEntrySatisfying(
                        "FLOW_ALERTS_LAG_KAFKA", kafka -> assertThat(kafka).startsWith("127.0.0.1:"));
    }

    @Test
    void rulesAreTheShippedOnesUnlessTheUserNamesOthers() {
        assertThat(recipes(Map.of()).of(Part.FLOW_ALERTS).environment())
                .containsEntry("FLOW_ALERTS_RULES", "/product/flow-alerts/rules");
        assertThat(recipes(Map.of("FLOW_ALERTS_RULES", "/mine"))
                        .of(Part.FLOW_ALERTS)
                        .environment())
                .containsEntry("FLOW_ALERTS_RULES", "/mine");
    }

    @Test
    void aBackendOfTheUsersOwnComesBesideFlowAlerts() {
        Leash.Command command = recipes(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "https://vendor.example"))
                .of(Part.RELAY);

        assertThat(command.environment()).containsEntry("TAILBACK_OTLP_ENDPOINT", "http://127.0.0.1:9007");
        // The user's variables are inherited.
        assertThat(command.environment().keySet()).noneMatch(key -> key.startsWith("OTEL_"));
    }

    @Test
    void noPasswordIsOnACommandLineWhereOthersCouldReadIt() {
        for (Part part : Part.values()) {
            if (part != Part.POSTGRES) {
                assertThat(String.join(" ", recipes(Map.of()).of(part).argv())).doesNotContain("secret-");
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void postgresKeepsToItsCoresAndTheTablesAreAsLargeAsAskedFor() {
        Recipes recipes = recipes(Map.of(), SeededBugs.none().and(new Proportions(300_000, 400_000, 1)));

        assertThat(recipes.of(Part.POSTGRES).argv()).startsWith("taskset", "-c", "0-0");
        assertThat(recipes.of(Part.CATALOG).argv()).doesNotContain("taskset");
        assertThat(recipes.of(Part.CATALOG).environment()).containsEntry("TAILBACK_CATALOGUE_PRODUCTS", "300000");
        assertThat(recipes.of(Part.INVENTORY).environment()).containsEntry("TAILBACK_STOCK_SKUS", "400000");
    }

    @Test
    void shelvesAreForAllProductsUnlessThereAreMore() {
        Recipes recipes = recipes(Map.of(), new Proportions(300_000, null, null));

        assertThat(recipes.of(Part.INVENTORY).environment()).containsEntry("TAILBACK_STOCK_SKUS", "300000");
        assertThatThrownBy(() -> new Proportions(300_000, 200_000, null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--skus 200000 is fewer than --products 300000");
    }

    @Test
    void moreCoresThanThereAreAreRefused() {
        assertThatThrownBy(() -> new Proportions(null, null, 1_024))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--postgres-cores 1024 is not possible here: this machine has");
    }

    private static Recipes recipes(Map<String, String> environment) {
        return recipes(environment, SeededBugs.none());
    }

    private static Recipes recipes(Map<String, String> environment, ExtraEnvironment extra) {
        return new Recipes(INSTALLATION, HOME, Ports.from(9000), SECRETS, new AotUse.Read(), extra, environment, true);
    }
}
