package dev.tailback.lab.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A flame graph as one file that needs no other: it opens from a disk, and asks nobody for anything. */
public final class FlamePage {
    private static final String TEMPLATE = "flame.html";
    private static final String PLACE = "\"the profile\"";

    private final Profile profile;

    public FlamePage(Profile profile) {
        this.profile = profile;
    }

    private record Content(
            String service,
            String startedAt,
            double seconds,
            long looks,
            long lost,
            int mostThreads,
            List<Kind> kinds,
            FlameGraph root) {}

    private record Kind(Activity activity, String words) {}

    /** What is drawn, to be written as JSON. */
    public Object content() {
        return new Content(
                profile.service(),
                profile.startedAt().toString(),
                profile.seconds(),
                profile.looks(),
                profile.lost(),
                profile.mostThreads(),
                Arrays.stream(Activity.values())
                        .map(activity -> new Kind(activity, activity.words()))
                        .toList(),
                FlameGraph.of(profile));
    }

    public String html() throws IOException {
        return template().replace(PLACE, harmless(Json.compact(content())));
    }

    /** Inside of a script element only these could end the element or begin another; in JSON they may be written so. */
    private static String harmless(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static String template() throws IOException {
        try (InputStream template = FlamePage.class.getResourceAsStream(TEMPLATE)) {
            return new String(Objects.requireNonNull(template, TEMPLATE).readAllBytes(), UTF_8);
        }
    }
}
