package dev.tailback.k8s;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many connections the primary is asked for at the worst, and how many it gives. */
record ConnectionSum(Map<String, Integer> wanted, int given) {
    private static final List<String> STAGES = List.of("catalog", "checkout", "inventory");
    /** Each relay: lead, replication, heartbeat, reconciler. Each flow-alerts: a writer, two readers, its admin. */
    private static final int OF_A_RELAY = 4;

    private static final int OF_FLOW_ALERTS = 4;
    private static final int OF_THE_CONTROL_ROOM = 4;
    private static final int FOR_SUPERUSERS = 3;

    static ConnectionSum of(Manifests manifests) {
        int pool = Integer.parseInt(manifests.setting("DB_MAX_CONNECTIONS"));
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (String stage : STAGES) {
            wanted.put(stage, pool * pods(manifests, stage));
        }
        wanted.put("relay", OF_A_RELAY * pods(manifests, "relay"));
        wanted.put("flow-alerts", OF_FLOW_ALERTS * pods(manifests, "flow-alerts"));
        wanted.put("control-room", OF_THE_CONTROL_ROOM);
        wanted.put("superusers", FOR_SUPERUSERS);
        return new ConnectionSum(wanted, maxConnections(manifests));
    }

    int sum() {
        return wanted.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** With the one more that a rolling update starts before it ends another. */
    private static int pods(Manifests manifests, String name) {
        int most = manifests.scaled().stream()
                .filter(scaled -> scaled.spec().scaleTargetRef().name().equals(name))
                .findFirst()
                .map(scaled -> scaled.spec().maxReplicaCount())
                .orElseGet(() -> manifests.the(Deployment.class, name).getSpec().getReplicas());
        return most + 1;
    }

    private static int maxConnections(Manifests manifests) {
        String prefix = "-cmax_connections=";
        return manifests.workload("postgres").container().getArgs().stream()
                .filter(argument -> argument.startsWith(prefix))
                .mapToInt(argument -> Integer.parseInt(argument.substring(prefix.length())))
                .findFirst()
                .orElseThrow();
    }
}
