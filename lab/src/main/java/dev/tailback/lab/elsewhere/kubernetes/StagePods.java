package dev.tailback.lab.elsewhere.kubernetes;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks every pod, each by itself, with which settings it runs: a Service would answer for one of them. */
public final class StagePods {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String OFF = "off";

    /** How one pod is reached from here. */
    @FunctionalInterface
    interface Way {
        URI to(Pod pod, int port);
    }

    private final Cluster cluster;
    private final Way way;
    private final Web web;

    public StagePods(Cluster cluster, Web web) {
        this(cluster, cluster::way, web);
    }

    StagePods(Cluster cluster, Way way, Web web) {
        this.cluster = cluster;
        this.way = way;
        this.web = web;
    }

    public List<String> names() {
        return pods(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY).stream()
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    private List<Pod> pods(Part... parts) {
        return List.of(parts).stream()
                .flatMap(part -> cluster.pods(Pods.name(part)).stream())
                .toList();
    }

    /** What each pod runs with that is not what the settings say; a stage without pods is one such thing. */
    public List<String> strays(Map<String, String> settings) throws InterruptedException {
        List<String> strays = new ArrayList<>();
        for (Part stage : List.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY)) {
            List<Pod> pods = pods(stage);
            if (pods.isEmpty()) {
                strays.add(stage + " has no pods");
            }
            for (Pod pod : pods) {
                Asked asked = new Asked(pod, stage, strays);
                asked.compare("/admin/pool", "maximum", settings.get("DB_MAX_CONNECTIONS"));
                asked.compare("/admin/pool", "connection_timeout_ms", settings.get("DB_CONNECTION_TIMEOUT_MS"));
                if (stage == Part.CATALOG) {
                    asked.compare("/admin/replica", "reads", settings.get("REPLICA_READS"));
                }
            }
        }
        // One that is off by the settings may have been set by the control room since.
        if (!settings.getOrDefault("DEMO_MODE", OFF).equals(OFF)) {
            for (Part part : List.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY, Part.RELAY, Part.PAYMENTS)) {
                for (Pod pod : pods(part)) {
                    Asked asked = new Asked(pod, part, strays);
                    asked.compare("/admin/demo-clock", "mode", settings.get("DEMO_MODE"));
                    asked.compare("/admin/demo-clock", "started", settings.get("DEMO_START_TIMESTAMP"));
                }
            }
        }
        return strays;
    }

    private final class Asked {
        private final String name;
        private final URI place;
        private final List<String> strays;

        Asked(Pod pod, Part part, List<String> strays) {
            this.name = pod.getMetadata().getName();
            this.place = way.to(pod, Ports.standard().of(part));
            this.strays = strays;
        }

        void compare(String path, String field, @Nullable String wanted) throws InterruptedException {
            try {
                Answer answer = web.get(place.resolve(path), PATIENCE);
                if (!answer.isGood()) {
                    strays.add("%s says %d: %s".formatted(name, answer.status(), answer.reason()));
                    return;
                }
                JsonNode value = answer.json().path(field);
                if (wanted != null && !Objects.equals(value.asString(""), wanted)) {
                    strays.add("%s has %s %s, and %s is set".formatted(name, field, value, wanted));
                }
            } catch (WebFailure silent) {
                strays.add(name + " does not tell: " + silent.getMessage());
            }
        }
    }
}
