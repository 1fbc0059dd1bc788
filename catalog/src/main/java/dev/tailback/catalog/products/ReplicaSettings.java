package dev.tailback.catalog.products;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Where products may be read besides the primary.
 *
 * @param host empty if there is no replica
 * @param reads whether it is read from when the stage starts
 */
record ReplicaSettings(String host, int port, boolean reads) {
    ReplicaSettings {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("tailback.replica.port (REPLICA_PORT) is 1 to 65535, but got " + port);
        }
    }

    static ReplicaSettings of(Environment environment) {
        return Binder.get(environment)
                .bind("tailback.replica", ReplicaSettings.class)
                .get();
    }
}
