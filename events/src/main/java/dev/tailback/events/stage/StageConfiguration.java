package dev.tailback.events.stage;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.events.database.Database;
import dev.tailback.events.database.DatabaseSettings;
import dev.tailback.events.database.DeclaredIndexes;
import dev.tailback.events.faults.SlowQueries;
import dev.tailback.events.metrics.DatabaseMetrics;
import dev.tailback.events.telemetry.DemoClock;
import dev.tailback.events.telemetry.MetricsText;
import dev.tailback.events.telemetry.Names;
import dev.tailback.events.telemetry.SpanExport;
import dev.tailback.events.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import io.opentelemetry.instrumentation.spring.webmvc.v6_0.SpringWebMvcTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Telemetry, database and HTTP of a stage. */
@Configuration(proxyBeanMethods = false)
@Import(MetricsHttp.class)
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
    @DependsOnDatabaseInitialization
    Database database(
            HikariDataSource pool,
            DatabaseMetrics metrics,
            SlowQueries slowQueries,
            Tracer tracer,
            DatabaseSettings settings) {
        return new Database(pool, metrics, slowQueries, tracer, settings);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Spans for requests, named by their route. */
    @Bean
    FilterRegistrationBean<Filter> tracing(
            OpenTelemetry openTelemetry, @Value("${spring.application.name}") String name) {
        var filter = new FilterRegistrationBean<>(SpringWebMvcTelemetry.builder(openTelemetry)
                .addAttributesExtractor(AttributesExtractor.constant(Names.SERVICE_COMPONENT, name))
                .build()
                .createServletFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    HttpThreads httpThreads(@Value("${tailback.http.requests-at-once}") int most) {
        return new HttpThreads(most);
    }

    @Bean
    CrowdLimit crowdLimit(@Value("${tailback.http.requests-at-once}") int most) {
        return new CrowdLimit(most);
    }

    /** Before all else: whoever is turned away costs next to nothing. */
    @Bean
    FilterRegistrationBean<CrowdLimit> crowdLimitFirst(CrowdLimit limit) {
        var filter = new FilterRegistrationBean<>(limit);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        var filter = new FilterRegistrationBean<>(new BodyLimit());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }
}
