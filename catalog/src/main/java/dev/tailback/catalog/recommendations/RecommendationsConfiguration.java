package dev.tailback.catalog.recommendations;

import io.opentelemetry.api.trace.Tracer;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The model that the environment names, or the stand-in. */
@Configuration(proxyBeanMethods = false)
class RecommendationsConfiguration {
    @Bean
    ChatSettings chatSettings(Environment environment) {
        return ChatSettings.of(environment);
    }

    @Bean
    ChatModel chatModel(ChatSettings settings, Tracer tracer) {
        return new TracedModel(named(settings), tracer);
    }

    private static ChatModel named(ChatSettings settings) {
        if (settings.url().isBlank()) {
            return new StandInModel();
        }
        return new HttpModel(
                URI.create(settings.url()),
                settings.model(),
                ApiKey.of(settings.apiKey(), settings.apiKeyFile()),
                settings.timeout());
    }
}
