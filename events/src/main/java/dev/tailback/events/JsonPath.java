package dev.tailback.events;

import java.util.stream.Collectors;
import tools.jackson.databind.DatabindException;

/** Where in a JSON document something did not fit. */
public final class JsonPath {
    private JsonPath() {}

    /** Like {@code lines.0.quantity}; empty for the document itself. */
    public static String of(DatabindException misfit) {
        return misfit.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("."));
    }
}
