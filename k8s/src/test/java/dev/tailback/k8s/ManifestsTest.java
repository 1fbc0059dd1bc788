package dev.tailback.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.events.Topics;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay, and every set of components that somebody may take. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestsTest {
    private static final List<String> COMPONENTS =
            List.of("keda", "collector", "pyroscope", "external-kafka", "external-postgres");

    private final Map<String, Manifests> builds = new ConcurrentHashMap<>();
    private Kustomize kustomize;

    @BeforeAll
    void copy(@TempDir Path folder) throws IOException, InterruptedException {
        kustomize = Kustomize.in(folder);
    }

    private Manifests local() {
        return build("local", List.of());
    }

    private Manifests build(String overlay, List<String> components) {
        return builds.computeIfAbsent(
                overlay + components,
                first -> components.isEmpty() ? kustomize.overlay(overlay) : kustomize.overlay(overlay, components));
    }

    record Choice(String overlay, List<String> components) {
        @Override
        public String toString() {
            return overlay + (components.isEmpty() ? "" : " with " + String.join(", ", components));
        }
    }

    static Stream<Choice> everyChoice() {
        List<Choice> choices = new ArrayList<>(List.of(new Choice("black-friday", List.of())));
        for (int bits = 0; bits < 1 << COMPONENTS.size(); bits++) {
            List<String> chosen = new ArrayList<>();
            for (int i = 0; i < COMPONENTS.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    chosen.add(COMPONENTS.get(i));
                }
            }
            choices.add(new Choice("local", List.copyOf(chosen)));
        }
        return choices.stream();
    }

    @ParameterizedTest
    @MethodSource("everyChoice")
    void isWhatKubernetesKnowsAndHoldsTogether(Choice choice) {
        Manifests manifests = build(choice.overlay(), choice.components());

        assertThat(manifests.workloads()).allSatisfy(workload -> {
            isRestricted(workload);
            isBounded(workload);
            findsItsOwnPodsOnly(manifests, workload);
            refersToWhatIsThere(manifests, workload);
            assertThat(workload.containers()).allSatisfy(ManifestsTest::isPinned);
        });
        assertThat(manifests.objects())
                .filteredOn(object -> !(object instanceof Namespace))
                .allSatisfy(object -> assertThat(object.getMetadata().getNamespace())
                        .as(object.getFullResourceName() + " "
                                + object.getMetadata().getName())
                        .isEqualTo("tailback"));
        servicesLeadToOpenPorts(manifests);
        everyServerMayBeDisruptedOnce(manifests);
    }

    /** As the level restricted of Kubernetes' pod security standards demands, and without a token for its API. */
    private static void isRestricted(Workload workload) {
        assertThat(workload.pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(workload.pod().getServiceAccountName()).isEqualTo(workload.name());
        assertThat(workload.pod().getHostNetwork()).isNull();
        PodSecurityContext pod = workload.pod().getSecurityContext();
        assertThat(pod.getRunAsNonRoot()).isTrue();
        assertThat(pod.getRunAsUser()).isPositive();
        assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(workload.containers())
                .extracting(Container::getSecurityContext)
                .allSatisfy(container -> {
                    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
                    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
                    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
                    assertThat(container.getCapabilities().getAdd()).isEmpty();
                });
        assertThat(workload.pod().getVolumes())
                .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
    }

    private static void isBounded(Workload workload) {
        assertThat(workload.containers()).extracting(Container::getResources).allSatisfy(resources -> {
            assertThat(resources.getLimits()).as(workload.name()).containsKeys("cpu", "memory");
            assertThat(resources.getRequests()).as(workload.name()).containsKeys("cpu", "memory");
        });
        assertThat(workload.pod().getVolumes())
                .filteredOn(volume -> volume.getEmptyDir() != null)
                .allSatisfy(volume ->
                        assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull());
        if (workload.serves()) {
            assertThat(List.of(
                            workload.container().getLivenessProbe(),
                            workload.container().getReadinessProbe()))
                    .doesNotContainNull();
        }
    }

    private static void findsItsOwnPodsOnly(Manifests manifests, Workload workload) {
        assertThat(workload.labels().entrySet()).containsAll(workload.selector().entrySet());
        if (workload.serves()) {
            assertThat(manifests.workloads())
                    .filteredOn(other -> other.labels()
                            .entrySet()
                            .containsAll(workload.selector().entrySet()))
                    .extracting(Workload::name)
                    .containsExactly(workload.name());
        }
    }

    private static void refersToWhatIsThere(Manifests manifests, Workload workload) {
        manifests.the(ServiceAccount.class, workload.name());
        List<String> volumes = new ArrayList<>(
                workload.pod().getVolumes().stream().map(Volume::getName).toList());
        workload.claims().forEach(claim -> volumes.add(claim.getMetadata().getName()));
        workload.containers().forEach(container -> refersToWhatIsThere(manifests, container, volumes));
        for (Volume volume : workload.pod().getVolumes()) {
            if (volume.getConfigMap() != null) {
                manifests.the(ConfigMap.class, volume.getConfigMap().getName());
            }
            if (volume.getSecret() != null) {
                Secret secret = manifests.the(Secret.class, volume.getSecret().getSecretName());
                assertThat(keys(secret))
                        .containsAll(volume.getSecret().getItems().stream()
                                .map(item -> item.getKey())
                                .toList());
            }
            if (volume.getPersistentVolumeClaim() != null) {
                manifests.the(
                        PersistentVolumeClaim.class,
                        volume.getPersistentVolumeClaim().getClaimName());
            }
        }
    }

    private static void refersToWhatIsThere(Manifests manifests, Container container, List<String> volumes) {
        container
                .getEnvFrom()
                .forEach(from ->
                        manifests.the(ConfigMap.class, from.getConfigMapRef().getName()));
        for (EnvVar variable : container.getEnv()) {
            EnvVarSource from = variable.getValueFrom();
            if (from != null && from.getSecretKeyRef() != null) {
                assertThat(keys(manifests.the(
                                Secret.class, from.getSecretKeyRef().getName())))
                        .contains(from.getSecretKeyRef().getKey());
            }
            if (from != null && from.getConfigMapKeyRef() != null) {
                assertThat(manifests
                                .the(ConfigMap.class, from.getConfigMapKeyRef().getName())
                                .getData())
                        .containsKey(from.getConfigMapKeyRef().getKey());
            }
        }
        assertThat(container.getVolumeMounts())
                .allSatisfy(mount -> assertThat(volumes).contains(mount.getName()));
        Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .forEach(probe -> asksAnOpenPort(container, probe));
    }

    private static Set<String> keys(Secret secret) {
        return secret.getData().keySet();
    }

    private static void asksAnOpenPort(Container container, Probe probe) {
        IntOrString port = probe == null
                ? null
                : probe.getHttpGet() != null
                        ? probe.getHttpGet().getPort()
                        : probe.getTcpSocket() == null
                                ? null
                                : probe.getTcpSocket().getPort();
        if (port != null) {
            assertThat(container.getPorts()).extracting(ContainerPort::getName).contains(port.getStrVal());
        }
    }

    private static void isPinned(Container container) {
        assertThat(container.getImage()).matches("[a-z0-9./-]+:[a-z0-9.-]+").doesNotEndWith(":latest");
    }

    private static void servicesLeadToOpenPorts(Manifests manifests) {
        manifests.all(Service.class).forEach(service -> {
            List<Workload> behind = manifests.workloads().stream()
                    .filter(workload -> workload.labels()
                            .entrySet()
                            .containsAll(service.getSpec().getSelector().entrySet()))
                    .toList();
            assertThat(behind).as(service.getMetadata().getName()).hasSize(1);
            assertThat(service.getSpec().getPorts())
                    .allSatisfy(port -> assertThat(behind.getFirst().container().getPorts())
                            .anySatisfy(open -> {
                                assertThat(open.getName())
                                        .isEqualTo(port.getTargetPort().getStrVal());
                                assertThat(open.getContainerPort()).isEqualTo(port.getPort());
                            }));
        });
    }

    /** A single pod that must not be disrupted would hold up the drain of its node for ever. */
    private static void everyServerMayBeDisruptedOnce(Manifests manifests) {
        assertThat(manifests.workloads()).filteredOn(Workload::serves).allSatisfy(workload -> {
            PodDisruptionBudgetSpec budget =
                    manifests.the(PodDisruptionBudget.class, workload.name()).getSpec();
            assertThat(budget.getSelector().getMatchLabels()).isEqualTo(workload.selector());
            assertThat(budget.getMaxUnavailable().getIntVal()).isEqualTo(1);
            assertThat(budget.getMinAvailable()).isNull();
        });
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> Manifests.read("""
            apiVersion: v1
            kind: Service
            metadata: {name: catalog}
            spec: {ports: [{port: 8081, targetport: http}]}
            """)).hasMessageContaining("targetport");
    }

    @Test
    void theNamespaceDemandsTheRestrictedLevel() {
        assertThat(local().the(Namespace.class, "tailback").getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @Test
    void onlyOverlaysForPlayLetTheShopBeBroken() throws IOException {
        assertThat(Files.readString(Path.of("base/settings.yaml"))).doesNotContain("BREAKABLE");
        assertThat(local().setting("TAILBACK_BREAKABLE")).isEqualTo("true");
    }

    @Test
    void blackFridayIsAnotherConfigMapAndNothingElse() {
        Manifests other = build("black-friday", List.of());

        assertThat(other.objects())
                .filteredOn(object -> !isSettings(object))
                .isEqualTo(local().objects().stream()
                        .filter(object -> !isSettings(object))
                        .toList());
        assertThat(other.the(ConfigMap.class, "settings").getData())
                .containsEntry("DB_MAX_CONNECTIONS", "20")
                .containsEntry("DB_CONNECTION_TIMEOUT_MS", "5000")
                .containsEntry("REPLICA_READS", "false")
                .containsEntry("DEMO_MODE", "black-friday")
                .hasEntrySatisfying(
                        "DEMO_START_TIMESTAMP",
                        start -> assertThat(Long.parseLong(start)).isPositive());
    }

    private static boolean isSettings(HasMetadata object) {
        return object.getMetadata().getName().equals("settings");
    }

    @Test
    void theDatabaseKeepsAGigabyteAndRunsInHalfOfOne() {
        Workload base = kustomizeBase().workload("postgres");

        assertThat(base.container().getResources().getLimits().get("memory")).hasToString("512Mi");
        assertThat(base.container().getResources().getLimits().get("cpu")).hasToString("500m");
        assertThat(base.claims()
                        .getFirst()
                        .getSpec()
                        .getResources()
                        .getRequests()
                        .get("storage"))
                .hasToString("1Gi");
    }

    /** Without secrets, which are an overlay's. */
    private Manifests kustomizeBase() {
        return builds.computeIfAbsent("base", first -> kustomize.overlay("../base"));
    }

    @ParameterizedTest
    @MethodSource("whatAsksTheDatabase")
    void connectionsFitTheDatabaseAlsoWhileItIsRolledOut(String name) {
        Manifests manifests = switch (name) {
            case "base" -> kustomizeBase();
            case "keda" -> build("local", List.of("keda"));
            default -> build(name, List.of());
        };
        ConnectionSum sum = ConnectionSum.of(manifests);

        assertThat(sum.sum()).as(sum.toString()).isLessThanOrEqualTo(sum.given());
    }

    static Stream<String> whatAsksTheDatabase() {
        return Stream.of("base", "local", "black-friday", "keda");
    }

    /** The limits of base, with as many pods as KEDA may start. */
    @Test
    void kedasPodsFitTheDatabaseOfBaseToo() {
        ConnectionSum scaled = ConnectionSum.of(build("local", List.of("keda")));

        assertThat(scaled.sum())
                .as(scaled.toString())
                .isLessThanOrEqualTo(ConnectionSum.of(kustomizeBase()).given());
    }

    @Test
    void kedaScalesStagesToNoMorePodsThanPartitions() throws IOException {
        Manifests manifests = build("local", List.of("keda"));

        assertThat(manifests.scaled())
                .extracting(scaled -> scaled.spec().scaleTargetRef().name())
                .containsExactlyInAnyOrder("catalog", "checkout", "inventory");
        assertThat(manifests.scaled()).allSatisfy(scaled -> {
            String stage = scaled.spec().scaleTargetRef().name();
            assertThat(scaled.spec().maxReplicaCount()).isLessThanOrEqualTo(Topics.PARTITIONS);
            assertThat(manifests.the(Deployment.class, stage).getSpec().getReplicas())
                    .isNull();
            assertThat(scaled.spec().triggers())
                    .allSatisfy(trigger -> assertThat(trigger.metadata())
                            .containsEntry("consumerGroup", stage)
                            .containsEntry("allowIdleConsumers", "false"));
        });
    }

    @Test
    void relayAndFlowAlertsHaveADeputy() {
        assertThat(List.of("relay", "flow-alerts"))
                .allSatisfy(
                        name -> assertThat(local().workload(name).replicas()).contains(2));
    }

    /** Whoever changes this list changes who may speak to whom: look at the folder network, and at docs/deploy.md. */
    @Test
    void whoMaySpeakToWhomIsThisList() throws IOException {
        assertThat(PolicyMatrix.of(local()).lines())
                .containsExactlyInAnyOrderElementsOf(
                        Files.readAllLines(Path.of("src/test/resources/who-speaks-to-whom.txt")));
    }

    @Test
    void withoutTheDefaultEverybodySpeaksToEverybody() {
        PolicyMatrix all = new PolicyMatrix(local().workloads(), List.of());

        assertThat(all.lines()).contains("payments → postgres 5432");
        assertThat(PolicyMatrix.of(local()).lines()).doesNotContain("payments → postgres 5432");
    }

    @Test
    void oneJobMigratesBeforeAnyStageStarts() {
        Workload job = local().workload("prepare");

        assertThat(job.containers())
                .extracting(Container::getName)
                .containsExactly("prepare", "catalog", "checkout", "inventory");
        assertThat(job.containers().subList(1, 4)).allSatisfy(container -> {
            assertThat(container.getArgs()).containsExactly("dev.tailback.stage.Migrate");
            assertThat(container.getImage())
                    .isEqualTo(local().workload(container.getName()).container().getImage());
        });
        assertThat(local().setting("TAILBACK_MIGRATE")).isEqualTo("false");
    }

    /** A volume follows the Secret, but for a path within it; a variable is what it was when the process started. */
    @Test
    void whoeverReadsAPasswordAnewHasItAsAFile() {
        assertThat(List.of("catalog", "checkout", "inventory", "relay")).allSatisfy(name -> {
            Workload workload = local().workload(name);
            assertThat(workload.container().getEnv())
                    .extracting(EnvVar::getName)
                    .contains("DB_PASSWORD_FILE")
                    .doesNotContain("DB_PASSWORD");
            assertThat(workload.container().getVolumeMounts())
                    .filteredOn(mount -> mount.getName().equals("database"))
                    .singleElement()
                    .satisfies(mount -> assertThat(mount.getSubPath()).isNull());
            assertThat(workload.pod().getVolumes())
                    .filteredOn(volume -> volume.getName().equals("database"))
                    .singleElement()
                    .satisfies(volume -> assertThat(
                                    volume.getSecret().getItems().getFirst().getKey())
                            .isEqualTo(name));
        });
    }

    @Test
    void profilesLeaveOnlyWhereTheyAreWanted() {
        Manifests profiled = build("local", List.of("pyroscope"));

        assertThat(local().the(ConfigMap.class, "settings").getData()).doesNotContainKey("PYROSCOPE_SERVER_ADDRESS");
        assertThat(PolicyMatrix.of(profiled).lines())
                .filteredOn(line -> line.contains("pyroscope"))
                .containsExactly(
                        "catalog → pyroscope 4040",
                        "checkout → pyroscope 4040",
                        "inventory → pyroscope 4040",
                        "relay → pyroscope 4040");
    }

    @Test
    void scriptsAreThoseOfCompose() throws IOException {
        for (String script : List.of("allow-replication.sh", "replica.sh")) {
            assertThat(Path.of("base/scripts", script)).hasSameTextualContentAs(Path.of("../compose/postgres", script));
        }
    }

    @Test
    void whatWritesAFileIsNeverTwo() {
        assertThat(local().the(Deployment.class, "payments")
                        .getSpec()
                        .getStrategy()
                        .getType())
                .isEqualTo("Recreate");
        assertThat(local().all(StatefulSet.class))
                .allSatisfy(set -> assertThat(set.getSpec().getReplicas()).isEqualTo(1));
    }
}
