package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import java.util.HashMap;
import java.util.Map;

/** What a part's process gets beside what it needs. */
@FunctionalInterface
public interface ExtraEnvironment {
    Map<String, String> of(Part part);

    default ExtraEnvironment and(ExtraEnvironment more) {
        return part -> {
            Map<String, String> both = new HashMap<>(of(part));
            both.putAll(more.of(part));
            return both;
        };
    }
}
