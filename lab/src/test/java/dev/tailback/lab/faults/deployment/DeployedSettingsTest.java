package dev.tailback.lab.faults.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.elsewhere.kubernetes.PlayedCluster;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.faults.FaultsView;
import dev.tailback.lab.terminal.Refusal;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployedSettingsTest {
    private static final Map<String, String> SMALL = Map.of("pool", "20", "timeout", "5s", "replicas", "off");

    @TempDir
    private Path folder;

    private PlayedCluster cluster;
    private Map<String, String> before;

    @BeforeEach
    void play() throws IOException {
        cluster = new PlayedCluster().withShop();
        before = cluster.configMap();
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private Faults faults(Duration patience) throws IOException {
        return Faults.ofOnlooker(
                List.of(new DeployedSettings(cluster.settings(patience), cluster.stagePods())),
                folder.resolve("faults.json"),
                undone -> {});
    }

    private Faults faults() throws IOException {
        return faults(Duration.ofSeconds(20));
    }

    private void isAsBefore() {
        assertThat(cluster.configMap()).isEqualTo(before);
        assertThat(cluster.isNoted()).isFalse();
    }

    @Test
    void settingsAreChangedReadBackFromEveryPodAndUndone() throws Exception {
        cluster.addPod("inventory", "inventory-2");
        Faults faults = faults();

        List<FaultsView.Standing> standing = faults.set("settings", SMALL, null);

        assertThat(cluster.configMap())
                .containsEntry("DB_MAX_CONNECTIONS", "20")
                .containsEntry("DB_CONNECTION_TIMEOUT_MS", "5000")
                .containsEntry("REPLICA_READS", "false");
        assertThat(standing.getFirst().isSeen()).isTrue();
        assertThat(standing.getFirst().seen()).contains("inventory-1", "inventory-2", "pools of 20");
        assertThat(cluster.restartedAt("catalog")).isNotNull();
        assertThat(cluster.restartedAt("relay")).isNull();

        faults.clear("settings");

        isAsBefore();
        assertThat(faults.standing()).isEmpty();
        assertThat(cluster.stagePods().strays(before)).isEmpty();
    }

    @Test
    void whatIsChangedTwiceGoesBackToHowItWasBeforeTheFirst() throws Exception {
        Faults faults = faults();
        faults.set("settings", SMALL, null);
        faults.set("settings", Map.of("pool", "30", "demo", "black-friday"), null);

        assertThat(cluster.configMap())
                .containsEntry("DB_MAX_CONNECTIONS", "30")
                .containsEntry("DEMO_MODE", "black-friday");
        assertThat(cluster.restartedAt("relay")).isNotNull();

        faults.clear(null);

        isAsBefore();
    }

    @Test
    void onlyThoseAreStartedAnewThatReadWhatChanged() {
        assertThat(DeployedSettings.readers(Set.of("REPLICA_READS"))).containsExactly("catalog");
        assertThat(DeployedSettings.readers(Set.of("DB_MAX_CONNECTIONS", "DEMO_MODE")))
                .containsExactlyInAnyOrder("catalog", "checkout", "inventory", "relay", "payments");
    }

    @Test
    void aRolloutThatNeverEndsIsTakenBack() throws Exception {
        cluster.editStatus(
                "inventory",
                deployment -> new DeploymentBuilder(deployment)
                        .editStatus()
                        .withUpdatedReplicas(0)
                        .endStatus()
                        .build());

        Faults faults = faults(Duration.ofMillis(300));

        assertThatThrownBy(() -> faults.set("settings", SMALL, null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("inventory is not started anew within")
                .hasMessageContaining("0 of 1 pods are new, 1 are old");
        isAsBefore();
    }

    @Test
    void aPodThatCannotStartEndsTheWaitWithItsReason() throws Exception {
        cluster.holdUp("checkout-1", "CrashLoopBackOff", "back-off 10s restarting");

        assertThatThrownBy(() -> faults().set("settings", SMALL, null))
                .hasMessageContaining(
                        "checkout is not started anew: checkout-1: CrashLoopBackOff, back-off 10s restarting");
        isAsBefore();
    }

    @Test
    void aPodThatDidNotTakeItIsNamedAndAllIsTakenBack() throws Exception {
        cluster.pod("catalog-1").neverReadsAgain();

        assertThatThrownBy(() -> faults().set("settings", SMALL, null))
                .hasMessageContaining("catalog-1 has maximum 100, and 20 is set");
        isAsBefore();
    }

    @Test
    void whoeverMayNotPatchHearsWhatIsNotAllowed() throws Exception {
        cluster.server
                .expect()
                .patch()
                .withPath("/api/v1/namespaces/tailback/configmaps/settings")
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withCode(403)
                                .withMessage("User \"ann\" cannot patch resource \"configmaps\"")
                                .build())
                .always();

        assertThatThrownBy(() -> faults().set("settings", SMALL, null))
                .hasMessageContaining("you may not patch the ConfigMap settings in namespace tailback of http")
                .hasMessageContaining("User \"ann\" cannot patch");
    }
}
