package dev.tailback.flowalerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.flowalerts.own.OwnSettings;
import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who flow-alerts is in its own figures, and who gets them, by the variables that every SDK of OpenTelemetry reads. */
final class OwnVariables {
    static final String NAME = "OTEL_SERVICE_NAME";
    static final String ATTRIBUTES = "OTEL_RESOURCE_ATTRIBUTES";

    static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    static final String METRICS_ENDPOINT = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    static final String EXPORTER = "OTEL_METRICS_EXPORTER";

    private static final String STANDARD = "OTEL_";
    private static final String NONE = "none";
    private static final String SERVICE_NAME = "service.name";
    private static final String URLS = "http://host:port or https://host:port";
    private static final String USUALLY = "flow-alerts";

    private OwnVariables() {}

    static OwnSettings from(Map<String, String> environment) {
        Map<String, String> standard = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(STANDARD) && !value.isBlank()) {
                standard.put(name, value.strip());
            }
        });
        return new OwnSettings(resource(environment), backend(standard), standard);
    }

    private static @Nullable URI backend(Map<String, String> standard) {
        String key = standard.containsKey(METRICS_ENDPOINT) ? METRICS_ENDPOINT : ENDPOINT;
        String endpoint = standard.get(key);
        if (endpoint == null || NONE.equals(standard.get(EXPORTER))) {
            return null;
        }
        try {
            URI uri = new URI(endpoint);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException wrong) {
            throw new CannotStart(key + " is '" + endpoint + "'; allowed: " + URLS, wrong);
        }
        throw CannotStart.wrongValue(key, endpoint, URLS);
    }

    private static Resource resource(Map<String, String> environment) {
        Map<String, String> attributes = new TreeMap<>();
        String text = Settings.value(environment, ATTRIBUTES, "");
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int separator = pair.indexOf('=');
            if (separator < 1) {
                throw CannotStart.wrongValue(ATTRIBUTES, text, "NAME=VALUE, or several with commas between");
            }
            attributes.put(pair.substring(0, separator).strip(), decoded(text, pair.substring(separator + 1)));
        }
        String name = Settings.value(environment, NAME, attributes.getOrDefault(SERVICE_NAME, USUALLY));
        attributes.put(SERVICE_NAME, name);
        return new Resource(name, Attributes.of(attributes));
    }

    private static String decoded(String text, String value) {
        try {
            // A plus is a plus here, unlike in forms.
            return URLDecoder.decode(value.strip().replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw CannotStart.wrongValue(ATTRIBUTES, text, "values in which % begins two hexadecimal digits");
        }
    }
}
