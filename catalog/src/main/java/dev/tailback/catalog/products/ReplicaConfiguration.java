package dev.tailback.catalog.products;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.events.faults.SlowQueries;
import dev.tailback.events.replica.Replica;
import dev.tailback.events.replica.ReplicaReads;
import dev.tailback.events.telemetry.Database;
import io.opentelemetry.api.trace.Tracer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Product reads, at the replica if the environment names one. */
@Configuration(proxyBeanMethods = false)
class ReplicaConfiguration {

    @Bean
    ReplicaReads replicaReads(
            Database primary,
            HikariDataSource pool,
            SlowQueries slowQueries,
            Tracer tracer,
            Environment environment,
            @Value("${tailback.database}") String name,
            @Value("${spring.application.name}") String schema) {
        ReplicaSettings settings = ReplicaSettings.of(environment);
        if (settings.host().isBlank()) {
            return ReplicaReads.none(primary);
        }
        Replica replica = Replica.of(pool, name, settings.host(), settings.port());
        Database copy = new Database(replica.connections(), slowQueries, tracer, name, schema);
        return ReplicaReads.of(primary, replica, copy, settings.reads());
    }
}
