package dev.tailback.lab.elsewhere.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Json;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The namespace of the shop in the cluster of which kubectl would speak, too. What is refused there is a sentence here. */
public final class Cluster implements AutoCloseable {
    public static final String NAMESPACE = "tailback";
    static final String NAME = "app.kubernetes.io/name";
    private static final int TO_CONNECT_MILLIS = 5_000;
    private static final int TO_ANSWER_MILLIS = 20_000;
    /** A command is typed again sooner than the client's own ten tries end. */
    private static final int TRIES = 2;

    private static final int ANY = 0;
    private static final int UNKNOWN_USER = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    static final ResourceDefinitionContext SCALED_OBJECTS = new ResourceDefinitionContext.Builder()
            .withGroup("keda.sh")
            .withVersion("v1alpha1")
            .withKind("ScaledObject")
            .withPlural("scaledobjects")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;

    Cluster(KubernetesClient client) {
        this.client = client;
    }

    /** As kubectl finds it: by KUBECONFIG, or ~/.kube/config, in its current context. */
    public static Cluster ofThisUser() {
        return new Cluster(new KubernetesClientBuilder()
                .withConfig(impatient(Config.autoConfigure(null)))
                .build());
    }

    static Config impatient(Config config) {
        return new ConfigBuilder(config)
                .withConnectionTimeout(TO_CONNECT_MILLIS)
                .withRequestTimeout(TO_ANSWER_MILLIS)
                .withRequestRetryBackoffLimit(TRIES)
                .build();
    }

    /** The value of a key of the Secret that overlays make. */
    String secret(String key) {
        return Optional.ofNullable(ask(
                        "read the Secret secrets",
                        () -> client.secrets()
                                .inNamespace(NAMESPACE)
                                .withName("secrets")
                                .get()))
                .map(secret -> secret.getData().get(key))
                .map(value -> new String(Base64.getDecoder().decode(value), UTF_8).strip())
                .orElseThrow(() ->
                        new Refusal("the Secret secrets in namespace %s of %s has no %s; k8s/make-secrets writes one"
                                .formatted(NAMESPACE, url(), key)));
    }

    Optional<Deployment> deployment(String name) {
        return Optional.ofNullable(ask("read the Deployment " + name, deploymentResource(name)::get));
    }

    private Resource<Deployment> deploymentResource(String name) {
        return client.apps().deployments().inNamespace(NAMESPACE).withName(name);
    }

    ConfigMap configMap(String name) {
        return Optional.ofNullable(ask(
                        "read the ConfigMap " + name,
                        () -> client.configMaps()
                                .inNamespace(NAMESPACE)
                                .withName(name)
                                .get()))
                .orElseThrow(
                        () -> new Refusal("namespace %s of %s has no ConfigMap %s".formatted(NAMESPACE, url(), name)));
    }

    /** Those that are not about to go. */
    List<Pod> pods(String name) {
        return ask(
                        "list the pods of " + name,
                        () -> client.pods()
                                .inNamespace(NAMESPACE)
                                .withLabel(NAME, name)
                                .list()
                                .getItems())
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    void patchConfigMap(String name, Map<String, ?> merge) {
        patch("ConfigMap " + name, client.configMaps().inNamespace(NAMESPACE).withName(name), merge);
    }

    /** All its pods are made anew, one after the other, as `kubectl rollout restart` does. */
    void restart(String deployment) {
        Map<String, ?> stamp =
                Map.of("kubectl.kubernetes.io/restartedAt", Instant.now().toString());
        patch(
                "Deployment " + deployment,
                deploymentResource(deployment),
                Map.of("spec", Map.of("template", Map.of("metadata", Map.of("annotations", stamp)))));
    }

    /** What runs the pods of a part, whichever kind it is of. */
    Resource<? extends HasMetadata> workload(Part part) {
        return switch (part) {
            case POSTGRES, KAFKA ->
                client.apps().statefulSets().inNamespace(NAMESPACE).withName(part.id());
            case REPLICA -> client.apps().statefulSets().inNamespace(NAMESPACE).withName("postgres-replica");
            case FLOW_ALERTS, RELAY, CATALOG, CHECKOUT, INVENTORY, PAYMENTS -> deploymentResource(part.id());
        };
    }

    /** Nothing in a container hears of it: the process is killed at once. */
    void killPods(String name) {
        ask(
                "delete the pods of " + name,
                () -> client.pods()
                        .inNamespace(NAMESPACE)
                        .withLabel(NAME, name)
                        .withGracePeriod(0)
                        .delete());
    }

    /** Whether KEDA says how many pods it has. */
    boolean isScaledByKeda(String deployment) {
        return ask("list ScaledObjects", () -> {
            try {
                return client
                        .genericKubernetesResources(SCALED_OBJECTS)
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems()
                        .stream()
                        .anyMatch(scaled -> deployment.equals(scaled.get("spec", "scaleTargetRef", "name")));
            } catch (KubernetesClientException failed) {
                if (failed.getCode() == NOT_FOUND) {
                    return false; // a cluster without KEDA
                }
                throw failed;
            }
        });
    }

    /** Null as a value takes a field away. */
    void patch(String what, Resource<? extends HasMetadata> resource, Map<String, ?> merge) {
        ask("patch the " + what, () -> resource.patch(PatchContext.of(PatchType.JSON_MERGE), Json.compact(merge)));
    }

    /** Opens a port of this machine's loopback that leads to one of the pod, as long as this process lives. */
    void forward(Pod pod, int port, int localPort) {
        way(pod, port, localPort);
    }

    /** The same by any port that is free. */
    URI way(Pod pod, int port) {
        return URI.create("http://127.0.0.1:" + way(pod, port, ANY).getLocalPort());
    }

    private LocalPortForward way(Pod pod, int port, int localPort) {
        String name = pod.getMetadata().getName();
        return ask(
                "forward a port to " + name,
                () -> client.pods()
                        .inNamespace(NAMESPACE)
                        .withName(name)
                        .portForward(port, InetAddress.getLoopbackAddress(), localPort));
    }

    String url() {
        return client.getMasterUrl().toString();
    }

    <T> T ask(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException failed) {
            throw new Refusal(sentence(what, failed), failed);
        }
    }

    private String sentence(String what, KubernetesClientException failed) {
        String said = failed.getStatus() == null
                ? unanswered(failed)
                : failed.getStatus().getMessage();
        if (failed.getCode() <= 0) {
            return "no cluster answers at %s: %s; `kubectl cluster-info` asks the same one".formatted(url(), said);
        }
        return switch (failed.getCode()) {
            case UNKNOWN_USER ->
                "%s does not know who asks: %s; `kubectl auth whoami` asks the same one".formatted(url(), said);
            case FORBIDDEN -> "you may not %s in namespace %s of %s: %s".formatted(what, NAMESPACE, url(), said);
            case CONFLICT -> "somebody else changed it at the same time, so I did not %s: %s".formatted(what, said);
            default -> "the cluster did not %s: %d, %s".formatted(what, failed.getCode(), said);
        };
    }

    /** The client wraps what happened several times, and the JDK gives a refused connection no message. */
    private static String unanswered(Throwable failed) {
        Throwable reason = failed;
        while (reason.getCause() != null && !(reason instanceof ConnectException)) {
            reason = reason.getCause();
        }
        return reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
    }

    @Override
    public void close() {
        client.close();
    }
}
