package dev.tailback.lab.home;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts by the names that they have in a network of containers, in Compose as in Kubernetes. Servers may be elsewhere,
 * and the variables that tell the stages so tell this process, too.
 */
public record ServiceNames(String kafkaAddress, String postgresAddress, Optional<String> replicaAddress)
        implements Places {
    public static ServiceNames of(Map<String, String> environment) {
        return new ServiceNames(
                environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"),
                environment.getOrDefault("DB_HOST", "postgres") + ":" + environment.getOrDefault("DB_PORT", "5432"),
                Optional.ofNullable(environment.get("REPLICA_HOST"))
                        .filter(host -> !host.isBlank())
                        .map(host -> host + ":" + environment.getOrDefault("REPLICA_PORT", "5432")));
    }

    @Override
    public String url(Part part) {
        if (!part.speaksHttp()) {
            throw new IllegalArgumentException(part + " speaks no HTTP");
        }
        return "http://" + part.id() + ":" + Ports.standard().of(part);
    }

    /** What such a shop consists of. */
    public Set<Part> parts() {
        return replicaAddress.isPresent() ? EnumSet.allOf(Part.class) : Part.usual();
    }

    @Override
    public String otlpUrl() {
        return "http://" + Part.FLOW_ALERTS.id() + ":" + Ports.standard().otlpHttp();
    }
}
