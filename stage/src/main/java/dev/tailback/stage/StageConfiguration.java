package dev.tailback.stage;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.stage.clock.DemoClockHttp;
import dev.tailback.stage.database.BeforeStatement;
import dev.tailback.stage.database.Database;
import dev.tailback.stage.database.DatabaseSettings;
import dev.tailback.stage.database.DeclaredIndexes;
import dev.tailback.stage.database.Migrations;
import dev.tailback.stage.metrics.DatabaseMetrics;
import dev.tailback.stage.profile.ThreadsAtWork;
import dev.tailback.telemetry.DemoClock;
import dev.tailback.telemetry.Discretion;
import dev.tailback.telemetry.MetricsText;
import dev.tailback.telemetry.SpanExport;
import dev.tailback.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.TaskScheduler;

/** Telemetry and database of a stage. */
@Configuration(proxyBeanMethods = false)
@Import(DemoClockHttp.class)
class StageConfiguration {

    @Bean
    Discretion discretion() {
        return new Discretion();
    }

    @Bean
    DemoClock demoClock(Environment environment) {
        return DemoClock.of(environment::getProperty);
    }

    @Bean
    Telemetry telemetry(@Value("${spring.application.name}") String name, DemoClock demoClock) {
        return Telemetry.start(name, demoClock);
    }

    @Bean(destroyMethod = "")
    OpenTelemetrySdk openTelemetry(Telemetry telemetry) {
        return telemetry.sdk();
    }

    @Bean
    MetricsText metricsText(Telemetry telemetry) {
        return telemetry.metrics();
    }

    @Bean
    SpanExport spanExport(Telemetry telemetry) {
        return telemetry.spanExport();
    }

    @Bean
    Tracer tracer(OpenTelemetry openTelemetry) {
        return openTelemetry.getTracer("dev.tailback");
    }

    @Bean
    Meter meter(OpenTelemetry openTelemetry) {
        return openTelemetry.getMeter("dev.tailback");
    }

    @Bean
    DatabaseMetrics databaseMetrics(Meter meter, DatabaseSettings settings) {
        return DatabaseMetrics.of(meter, settings.namespace());
    }

    @Bean
    DatabaseSettings databaseSettings(
            @Value("${tailback.database}") String name,
            @Value("${spring.application.name}") String schema,
            @Value("${tailback.slow-query}") Duration slow,
            @Value("${spring.flyway.locations}") List<String> migrations) {
        return new DatabaseSettings(name, schema, slow, DeclaredIndexes.at(migrations));
    }

    @Bean
    FlywayMigrationStrategy migrations(@Value("${tailback.migrates}") boolean stage) {
        return Migrations.by(stage);
    }

    @Bean
    TaskScheduler taskScheduler(
            SimpleAsyncTaskSchedulerBuilder usual, ObjectProvider<BeforeStatement> before, ThreadsAtWork threads) {
        return usual.configure(new Clockwork(before.getIfAvailable(() -> BeforeStatement.NOTHING), threads));
    }

    @Bean
    @DependsOnDatabaseInitialization
    Database database(
            HikariDataSource pool,
            DatabaseMetrics metrics,
            ObjectProvider<BeforeStatement> before,
            Tracer tracer,
            DatabaseSettings settings) {
        return new Database(pool, metrics, before.getIfAvailable(() -> BeforeStatement.NOTHING), tracer, settings);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
