package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import java.util.Map;

/** What a part's process gets beside what it needs. */
@FunctionalInterface
public interface ExtraEnvironment {
    Map<String, String> of(Part part);
}
