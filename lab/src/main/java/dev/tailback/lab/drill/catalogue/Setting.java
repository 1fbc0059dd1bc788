package dev.tailback.lab.drill.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A fault with its parameters, as it is set. */
public record Setting(String fault, Map<String, String> with) {
    public Setting {
        with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
    }

    /** As one would set it by hand. */
    @Override
    public String toString() {
        return with.entrySet().stream()
                .map(each -> " " + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("", fault, ""));
    }
}
