package dev.tailback.flowalerts.own;

import dev.tailback.flowalerts.signals.Resource;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who flow-alerts is in its own figures, and who gets them besides.
 *
 * @param backend null: nobody
 * @param standard the variables that every SDK of OpenTelemetry reads
 */
public record OwnSettings(Resource resource, @Nullable URI backend, Map<String, String> standard) {
    public OwnSettings {
        standard = Map.copyOf(standard);
    }

    /** What headers say is nobody's business: there are keys among them. */
    @Override
    public String toString() {
        return "OwnSettings[" + resource.service() + ", backend " + backend + "]";
    }
}
