package dev.tailback.flowalerts;

import dev.tailback.flowalerts.incidents.notify.Destinations;
import dev.tailback.flowalerts.incidents.notify.DestinationsFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What can be chosen about incidents, from the environment. */
final class IncidentVariables {
    static final String NOTIFY = "FLOW_ALERTS_NOTIFY";

    private static final Destinations NOBODY = new Destinations(URI.create("http://localhost"), List.of(), List.of());

    private IncidentVariables() {}

    static Destinations destinations(Map<String, String> environment) {
        String file = Settings.value(environment, NOTIFY, "");
        if (file.isEmpty()) {
            return NOBODY;
        }
        try {
            return DestinationsFile.read(Path.of(file));
        } catch (IllegalArgumentException wrong) {
            throw new CannotStart(
                    "%s is '%s'; allowed: a file that says who is told of incidents:%n%s"
                            .formatted(NOTIFY, file, wrong.getMessage()),
                    wrong);
        }
    }
}
