package dev.tailback.events.stage;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.events.database.BeforeStatement;
import dev.tailback.events.database.Database;
import dev.tailback.events.database.DatabaseSettings;
import dev.tailback.events.database.DeclaredIndexes;
import dev.tailback.events.faults.PoolControl;
import dev.tailback.events.faults.PoolHousekeeping;
import dev.tailback.events.metrics.DatabaseMetrics;
import dev.tailback.events.profile.ThreadsAtWork;
import dev.tailback.events.telemetry.DemoClock;
import dev.tailback.events.telemetry.MetricsText;
import dev.tailback.events.telemetry.SpanExport;
import dev.tailback.events.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.TaskScheduler;

/** Telemetry and database of a stage. */
@Configuration(proxyBeanMethods = false)
@Import({PoolHttp.class, DemoClockHttp.class})
class StageConfiguration {

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
    static PoolWatch poolWatch() {
        return new PoolWatch();
    }

    @Bean
    static PoolHousekeeping poolHousekeeping() {
        return new PoolHousekeeping();
    }

    @Bean
    PoolControl poolControl(HikariDataSource pool, PoolHousekeeping housekeeping) {
        return new PoolControl(pool, housekeeping);
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
