package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a part's process gets beside what it needs. */
@FunctionalInterface
public interface ExtraEnvironment {
    Map<String, String> of(Part part);

    /** What stands before its command, and becomes it. */
    default List<String> prefix(Part part) {
        return List.of();
    }

    default ExtraEnvironment and(ExtraEnvironment more) {
        ExtraEnvironment less = this;
        return new ExtraEnvironment() {
            @Override
            public Map<String, String> of(Part part) {
                Map<String, String> both = new HashMap<>(less.of(part));
                both.putAll(more.of(part));
                return both;
            }

            @Override
            public List<String> prefix(Part part) {
                List<String> both = new ArrayList<>(less.prefix(part));
                both.addAll(more.prefix(part));
                return both;
            }
        };
    }
}
