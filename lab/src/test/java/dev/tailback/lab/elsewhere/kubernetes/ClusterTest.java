package dev.tailback.lab.elsewhere.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.LabFile;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.processes.Hands;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private PlayedCluster played;

    @BeforeEach
    void play() throws IOException {
        played = new PlayedCluster();
    }

    @AfterEach
    void end() {
        played.close();
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private List<String> introduce() throws Exception {
        List<String> lines = new ArrayList<>();
        new ClusterShop(played.cluster()).introduceTo(home(), "k8s", lines::add);
        return lines;
    }

    @Test
    void theShopIsFoundWithItsPasswordAndWaysIntoItsPods() throws Exception {
        played.withShop();

        assertThat(introduce()).isEmpty();

        assertThat(Secrets.of(home()).superuser()).isEqualTo("secret");
        LabFile file = LabFile.read(home()).orElseThrow();
        assertThat(file.elsewhere()).isEqualTo("k8s");
        assertThat(file.ports().controlRoom()).isNotEqualTo(8080);
    }

    @Test
    void aNamespaceWithoutAShopIsNamed() {
        assertThatThrownBy(this::introduce)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("namespace tailback of http")
                .hasMessageContaining("has no control room; kubectl apply -k");
    }

    @Test
    void aClusterThatDoesNotAnswerIsNamed() {
        Config nowhere = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:1")
                .build();
        try (Cluster cluster = new Cluster(new KubernetesClientBuilder()
                .withConfig(Cluster.impatient(nowhere))
                .build())) {
            assertThatThrownBy(() -> cluster.deployment("control-room"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("no cluster answers at http://127.0.0.1:1");
        }
    }

    @Test
    void aControlRoomThatCannotStartSaysWhy() throws Exception {
        played.withShop();
        played.holdUp("control-room-1", "ErrImagePull", "no such image");

        assertThatThrownBy(this::introduce)
                .hasMessageContaining(
                        "the control room's pod is not ready: control-room-1: ErrImagePull, no such image");
    }

    @Test
    void settingsThatAKilledCommandLeftBehindAreUndoneByTheNext() throws Exception {
        played.withShop();
        Map<String, String> before = played.configMap();
        leaveBehind(Long.MAX_VALUE + hereAfterPid());

        assertThat(introduce()).singleElement().asString().contains("Undone");

        assertThat(played.configMap()).isEqualTo(before);
        assertThat(played.isNoted()).isFalse();
        assertThat(played.restartedAt("catalog")).isNotNull();
    }

    /** What a Ctrl-C does: the cluster goes on by itself. */
    @Test
    void settingsArePutBackWithoutWaitingForTheRollout() throws Exception {
        played.withShop();
        Map<String, String> before = played.configMap();
        played.editStatus(
                "catalog",
                deployment -> deployment
                        .edit()
                        .editStatus()
                        .withUpdatedReplicas(0)
                        .endStatus()
                        .build());
        leaveBehind(ProcessHandle.current().pid() + hereAfterPid());

        played.settings(PATIENCE).restoreSoon();

        assertThat(played.configMap()).isEqualTo(before);
        assertThat(played.isNoted()).isFalse();
        assertThat(played.restartedAt("catalog")).isNotNull();
    }

    @Test
    void whoIsStillAtItIsLeftAloneAndRefusesOthers() throws Exception {
        played.withShop();
        try (AnotherProcess other = new AnotherProcess()) {
            leaveBehind(other.pid() + hereAfterPid());

            assertThat(introduce()).isEmpty();
            assertThat(played.isNoted()).isTrue();
            assertThatThrownBy(() -> played.settings(PATIENCE).change(Map.of("DB_MAX_CONNECTIONS", "30"), Set.of()))
                    .hasMessageContaining("is changing the settings since");
        }
    }

    private static String hereAfterPid() {
        String name = ManagementFactory.getRuntimeMXBean().getName();
        return name.substring(name.indexOf('@'));
    }

    private void leaveBehind(String by) {
        Map<String, String> old = new HashMap<>(Map.of("DB_MAX_CONNECTIONS", "100"));
        played.cluster()
                .patchConfigMap(
                        "settings",
                        Map.of(
                                "metadata",
                                Map.of(
                                        "annotations",
                                        Map.of(
                                                Settings.NOTE,
                                                Json.compact(
                                                        new Settings.Note(old, Set.of("catalog"), Instant.now(), by)))),
                                "data",
                                Map.of("DB_MAX_CONNECTIONS", "7")));
    }

    private static final class AnotherProcess implements AutoCloseable {
        private final Process process = start();

        private static Process start() {
            try {
                return new ProcessBuilder("sleep", "600").start();
            } catch (IOException missing) {
                throw new IllegalStateException(missing);
            }
        }

        long pid() {
            return process.pid();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void aKilledPartHasNoPodsUntilItIsStartedWithAsManyAsBefore() throws Exception {
        played.withShop();
        played.edit(
                "catalog",
                deployment ->
                        deployment.edit().editSpec().withReplicas(2).endSpec().build());
        played.addPod("catalog", "catalog-2");
        PodHands hands = new PodHands(played.cluster(), PATIENCE);

        hands.kill(Part.CATALOG);

        assertThat(hands.look(Part.CATALOG).state()).isEqualTo(Hands.State.GONE);
        assertThat(played.deployment("catalog").getSpec().getReplicas()).isZero();

        CompletableFuture<Void> started = CompletableFuture.runAsync(() -> {
            try {
                hands.start(Part.CATALOG);
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
        assertThat(Patience.until(
                        PATIENCE, () -> played.deployment("catalog").getSpec().getReplicas() == 2))
                .isTrue();
        assertThat(started).isNotDone();
        played.addPod("catalog", "catalog-3");
        played.addPod("catalog", "catalog-4");
        started.join();

        assertThat(hands.look(Part.CATALOG).state()).isEqualTo(Hands.State.RUNS);
        assertThat(PlayedCluster.has(played.deployment("catalog"), PodHands.REPLICAS_BEFORE))
                .isFalse();
    }

    @Test
    void nothingIsPausedAndWhatKedaScalesIsNotKilled() throws Exception {
        played.withShop();
        PodHands hands = new PodHands(played.cluster(), PATIENCE);

        assertThatThrownBy(() -> hands.pause(Part.RELAY)).hasMessageContaining("relay cannot be paused in Kubernetes");

        played.client
                .genericKubernetesResources(Cluster.SCALED_OBJECTS)
                .inNamespace(Cluster.NAMESPACE)
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("keda.sh/v1alpha1")
                        .withKind("ScaledObject")
                        .withNewMetadata()
                        .withName("catalog")
                        .withNamespace(Cluster.NAMESPACE)
                        .endMetadata()
                        .addToAdditionalProperties("spec", Map.of("scaleTargetRef", Map.of("name", "catalog")))
                        .build())
                .create();
        assertThatThrownBy(() -> hands.kill(Part.CATALOG)).hasMessageContaining("KEDA says how many pods it has");
        assertThat(played.deployment("catalog").getSpec().getReplicas()).isEqualTo(1);
    }
}
