package dev.tailback.lab.elsewhere.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The API of a cluster that keeps what it is told, and pods that run with the settings of when they were last restarted. */
public final class PlayedCluster implements AutoCloseable {
    private static final List<String> DEPLOYMENTS =
            List.of("catalog", "checkout", "inventory", "relay", "payments", "control-room");
    /** Later than any that is asked for: this cluster sees all at once. */
    private static final long SEEN = 1_000;

    private static final String AT = "kubectl.kubernetes.io/restartedAt";

    /** It tells of every request. */
    private static final Logger QUIET = Logger.getLogger(MockWebServer.class.getName());

    public final KubernetesMockServer server;
    public final KubernetesClient client;
    private final Map<String, PlayedPod> pods = new ConcurrentHashMap<>();
    private final Web web = new Web();

    public PlayedCluster() throws IOException {
        QUIET.setLevel(Level.WARNING);
        Map<ServerRequest, Queue<ServerResponse>> expected = new HashMap<>();
        server = new KubernetesMockServer(
                new Context(), new MockWebServer(), expected, new KubernetesMixedDispatcher(expected), false);
        server.init();
        client = server.createClient(builder -> {});
    }

    public PlayedCluster withShop() throws IOException {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("settings")
                        .withNamespace(Cluster.NAMESPACE)
                        .endMetadata()
                        .withData(Map.of(
                                "DB_MAX_CONNECTIONS", "100",
                                "DB_CONNECTION_TIMEOUT_MS", "3000",
                                "REPLICA_READS", "true",
                                "DEMO_MODE", "off",
                                "DEMO_START_TIMESTAMP", ""))
                        .build())
                .create();
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("secrets")
                        .withNamespace(Cluster.NAMESPACE)
                        .endMetadata()
                        .withData(Map.of("postgres", "c2VjcmV0", "token", "dG9rZW4="))
                        .build())
                .create();
        for (String name : DEPLOYMENTS) {
            create(new DeploymentBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace(Cluster.NAMESPACE)
                    .endMetadata()
                    .withNewSpec()
                    .withReplicas(1)
                    .withNewTemplate()
                    .withNewMetadata()
                    .endMetadata()
                    .endTemplate()
                    .endSpec()
                    .withNewStatus()
                    .withReplicas(1)
                    .withUpdatedReplicas(1)
                    .withAvailableReplicas(1)
                    .withObservedGeneration(SEEN)
                    .endStatus()
                    .build());
            addPod(name, name + "-1");
        }
        return this;
    }

    /** As in a cluster, the status is not the creator's. */
    private <T extends HasMetadata> void create(T object) {
        client.resource(object).create();
        client.resource(object).updateStatus();
    }

    public PlayedPod addPod(String deployment, String name) throws IOException {
        create(new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(Cluster.NAMESPACE)
                .withLabels(Map.of(Cluster.NAME, deployment))
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());
        PlayedPod pod = new PlayedPod(deployment);
        pods.put(name, pod);
        return pod;
    }

    public PlayedPod pod(String name) {
        return pods.get(name);
    }

    public Cluster cluster() {
        return new Cluster(client);
    }

    public Settings settings(Duration patience) {
        return new Settings(cluster(), patience);
    }

    public StagePods stagePods() {
        return new StagePods(cluster(), this::way, web);
    }

    private URI way(Pod pod, int port) {
        return pods.get(pod.getMetadata().getName()).uri();
    }

    public Map<String, String> configMap() {
        return new TreeMap<>(map().getData());
    }

    ConfigMap map() {
        return client.configMaps()
                .inNamespace(Cluster.NAMESPACE)
                .withName("settings")
                .get();
    }

    public boolean isNoted() {
        return has(map(), Settings.NOTE);
    }

    /** What a patch takes away this API keeps without a value. */
    static boolean has(HasMetadata object, String annotation) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations != null && annotations.get(annotation) != null;
    }

    /** When it was last restarted; null if never. */
    public @Nullable String restartedAt(String deployment) {
        Map<String, String> annotations =
                deployment(deployment).getSpec().getTemplate().getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(AT);
    }

    Deployment deployment(String name) {
        return client.apps()
                .deployments()
                .inNamespace(Cluster.NAMESPACE)
                .withName(name)
                .get();
    }

    public void edit(String deployment, UnaryOperator<Deployment> edit) {
        client.apps()
                .deployments()
                .inNamespace(Cluster.NAMESPACE)
                .withName(deployment)
                .edit(edit);
    }

    public void editStatus(String deployment, UnaryOperator<Deployment> edit) {
        client.resource(edit.apply(deployment(deployment))).updateStatus();
    }

    /** A pod that waits, and is not ready. */
    public void holdUp(String pod, String reason, String message) {
        client.resource(client.pods()
                        .inNamespace(Cluster.NAMESPACE)
                        .withName(pod)
                        .get()
                        .edit()
                        .withNewStatus()
                        .addNewContainerStatus()
                        .withNewState()
                        .withNewWaiting(message, reason)
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .updateStatus();
    }

    @Override
    public void close() {
        pods.values().forEach(PlayedPod::close);
        web.close();
        client.close();
        server.destroy();
    }

    /** A process that has read its settings when it was last restarted, and tells them over HTTP. */
    public final class PlayedPod implements AutoCloseable {
        private final String deployment;
        private final HttpServer http;
        private Map<String, String> read;
        private @Nullable String readAt;
        private boolean isDeaf;

        PlayedPod(String deployment) throws IOException {
            this.deployment = deployment;
            this.read = configMap();
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", this::answer);
            http.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        }

        /** As one whose image has its settings built in. */
        public void neverReadsAgain() {
            isDeaf = true;
        }

        private synchronized void answer(HttpExchange exchange) throws IOException {
            String at = restartedAt(deployment);
            if (at != null && !at.equals(readAt) && !isDeaf) {
                read = configMap();
                readAt = at;
            }
            Map<String, Object> told = new HashMap<>();
            told.put("maximum", Integer.parseInt(read.get("DB_MAX_CONNECTIONS")));
            told.put("connection_timeout_ms", Integer.parseInt(read.get("DB_CONNECTION_TIMEOUT_MS")));
            told.put("reads", Boolean.parseBoolean(read.get("REPLICA_READS")));
            told.put("mode", read.get("DEMO_MODE"));
            if (!read.get("DEMO_START_TIMESTAMP").isEmpty()) {
                told.put("started", Long.parseLong(read.get("DEMO_START_TIMESTAMP")));
            }
            byte[] body = Json.compact(told).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
