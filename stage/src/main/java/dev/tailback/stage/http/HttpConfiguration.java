package dev.tailback.stage.http;

import dev.tailback.door.Doorkeeper;
import dev.tailback.door.Openness;
import dev.tailback.door.Rooms;
import dev.tailback.telemetry.Discretion;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import io.opentelemetry.instrumentation.spring.webmvc.v6_0.SpringWebMvcTelemetry;
import jakarta.servlet.Filter;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What holds for every request of a stage, in the order in which it meets them. */
@Configuration(proxyBeanMethods = false)
@Import({Problems.class, MetricsHttp.class})
public class HttpConfiguration {

    @Bean
    FilterRegistrationBean<FrontDoor> frontDoor(
            ServerProperties server, Environment environment, @Value("${tailback.http.guests:}") List<String> guests) {
        Openness openness = Openness.of(server.getAddress(), environment::getProperty);
        return at(0, new FrontDoor(Doorkeeper.of(openness, new Rooms(guests))));
    }

    @Bean
    CrowdLimit crowdLimit(@Value("${tailback.http.requests-at-once}") int most) {
        return new CrowdLimit(most);
    }

    /** Before all that costs something: whoever is turned away costs next to nothing. */
    @Bean
    FilterRegistrationBean<CrowdLimit> crowdLimitFirst(CrowdLimit limit) {
        return at(1, limit);
    }

    /** Spans for requests, named by their route. */
    @Bean
    FilterRegistrationBean<Filter> tracing(
            OpenTelemetry openTelemetry, Discretion discretion, @Value("${spring.application.name}") String name) {
        Filter traced = SpringWebMvcTelemetry.builder(openTelemetry)
                .addAttributesExtractor(AttributesExtractor.constant(Names.SERVICE_COMPONENT, name))
                .build()
                .createServletFilter();
        return at(2, new UnlessDiscreet(traced, discretion));
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        return at(3, new BodyLimit());
    }

    private static <T extends Filter> FilterRegistrationBean<T> at(int place, T filter) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        return registration;
    }

    @Bean
    HttpThreads httpThreads(@Value("${tailback.http.requests-at-once}") int most) {
        return new HttpThreads(most);
    }

    /** What is looked at once it is known who would answer, and before that one does anything. */
    @Bean
    WebMvcConfigurer beforeTheEffect(@Value("${tailback.breakable}") boolean isBreakable) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AdminGate(isBreakable));
                registry.addInterceptor(new KnownParameters());
                registry.addInterceptor(new AnswersInJson()).excludePathPatterns("/metrics", "/ledger");
            }
        };
    }
}
