package dev.tailback.lab.elsewhere.kubernetes;

import dev.tailback.lab.home.FreePortBlock;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.LabFile;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.ShownToken;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;

/** A shop in a cluster. Ways from ports of this machine into its pods are opened for as long as a command runs. */
public final class ClusterShop {
    static final String CONTROL_ROOM = "control-room";
    private static final int POSTGRES_PORT = 5432;

    private final Cluster cluster;

    public ClusterShop(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * So that commands find it as they find a lab of this machine, with its database's password and its token.
     *
     * @param lines hears what an earlier command had left behind
     */
    public void introduceTo(Home home, String word, Consumer<String> lines) throws IOException, InterruptedException {
        Pod controlRoom = controlRoom();
        if (new Settings(cluster).restoreWhatWasLeftBehind(Instant.now())) {
            lines.accept("Undone, since a command that was at it is gone: settings");
        }
        Ports ports = Ports.from(FreePortBlock.base());
        cluster.forward(controlRoom, Ports.standard().controlRoom(), ports.controlRoom());
        for (Part part : Part.values()) {
            pod(Pods.name(part)).ifPresent(pod -> open(pod, part, ports));
        }
        home.create();
        Secrets.rememberSuperuser(home, cluster.secret("postgres"));
        ShownToken.set(cluster.secret("token"));
        new LabFile(ProcessHandle.current().pid(), Instant.now(), ports, null, word).write(home);
    }

    private Pod controlRoom() {
        if (cluster.deployment(CONTROL_ROOM).isEmpty()) {
            throw new Refusal("namespace %s of %s has no control room; kubectl apply -k k8s/overlays/local makes one"
                    .formatted(Cluster.NAMESPACE, cluster.url()));
        }
        return pod(CONTROL_ROOM)
                .filter(Pods::isReady)
                .orElseThrow(() -> new Refusal("the control room's pod is not ready: %s"
                        .formatted(cluster.pods(CONTROL_ROOM).stream()
                                .flatMap(pod -> Pods.hopeless(pod).stream())
                                .findFirst()
                                .orElse("`kubectl -n tailback get pods` tells more"))));
    }

    /** The one that serves, if any does. */
    private Optional<Pod> pod(String name) {
        return cluster.pods(name).stream().max(Comparator.comparing(Pods::isReady));
    }

    /** Not to Kafka: its brokers send their clients on to addresses that only pods can reach. */
    private void open(Pod pod, Part part, Ports ports) {
        switch (part) {
            case KAFKA -> {}
            case POSTGRES, REPLICA -> cluster.forward(pod, POSTGRES_PORT, ports.of(part));
            case FLOW_ALERTS -> {
                cluster.forward(pod, Ports.standard().of(part), ports.of(part));
                cluster.forward(pod, Ports.standard().otlpHttp(), ports.otlpHttp());
            }
            case RELAY, CATALOG, CHECKOUT, INVENTORY, PAYMENTS ->
                cluster.forward(pod, Ports.standard().of(part), ports.of(part));
        }
    }
}
