package dev.tailback.catalog.products;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.stage.database.BeforeStatement;
import dev.tailback.stage.database.Database;
import dev.tailback.stage.database.DatabaseSettings;
import dev.tailback.stage.metrics.DatabaseMetrics;
import dev.tailback.stage.replica.Replica;
import dev.tailback.stage.replica.ReplicaReads;
import io.opentelemetry.api.trace.Tracer;
import org.springframework.beans.factory.ObjectProvider;
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
            DatabaseMetrics metrics,
            ObjectProvider<BeforeStatement> before,
            Tracer tracer,
            Environment environment,
            DatabaseSettings database) {
        ReplicaSettings settings = ReplicaSettings.of(environment);
        if (settings.host().isBlank()) {
            return ReplicaReads.none(primary);
        }
        Replica replica = Replica.of(pool, database.name(), settings.host(), settings.port());
        Database copy = new Database(
                replica.pool(), metrics, before.getIfAvailable(() -> BeforeStatement.NOTHING), tracer, database);
        return ReplicaReads.of(primary, replica, copy, settings.reads());
    }
}
