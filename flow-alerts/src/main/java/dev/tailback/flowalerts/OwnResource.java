package dev.tailback.flowalerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import java.net.URLDecoder;
import java.util.Map;
import java.util.TreeMap;

/** Who flow-alerts is in its own figures, by the variables that every SDK of OpenTelemetry reads. */
final class OwnResource {
    static final String NAME = "OTEL_SERVICE_NAME";
    static final String ATTRIBUTES = "OTEL_RESOURCE_ATTRIBUTES";

    private static final String SERVICE_NAME = "service.name";
    private static final String USUALLY = "flow-alerts";

    private OwnResource() {}

    static Resource from(Map<String, String> environment) {
        var attributes = new TreeMap<String, String>();
        var text = Settings.value(environment, ATTRIBUTES, "");
        for (var pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            var separator = pair.indexOf('=');
            if (separator < 1) {
                throw CannotStart.wrongValue(ATTRIBUTES, text, "NAME=VALUE, or several with commas between");
            }
            attributes.put(pair.substring(0, separator).strip(), decoded(text, pair.substring(separator + 1)));
        }
        var name = Settings.value(environment, NAME, attributes.getOrDefault(SERVICE_NAME, USUALLY));
        attributes.put(SERVICE_NAME, name);
        return new Resource(name, Attributes.of(attributes));
    }

    private static String decoded(String text, String value) {
        try {
            // A plus is a plus here, unlike in forms.
            return URLDecoder.decode(value.strip().replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw CannotStart.wrongValue(ATTRIBUTES, text, "values in which % begins two hexadecimal digits");
        }
    }
}
