package dev.tailback.lab.spans;

import java.util.Iterator;
import tools.jackson.databind.JsonNode;

/** Keeps the spans of one trace of so many; the trace's id decides, so that all spans of it are kept, or none. */
final class TraceSample {
    /** Spreads ids that were counted up, as tests make them, as well as random ones. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final int oneOf;
    private int spans;

    TraceSample(int oneOf) {
        this.oneOf = oneOf;
    }

    /** Takes what is not kept out of a request. Returns whether there is anything left. */
    boolean reduce(JsonNode request) {
        int left = 0;
        for (JsonNode ofResource : request.path("resourceSpans")) {
            for (JsonNode ofScope : ofResource.path("scopeSpans")) {
                Iterator<JsonNode> each = ofScope.path("spans").iterator();
                while (each.hasNext()) {
                    if (keeps(each.next().path("traceId").asString())) {
                        left++;
                    } else {
                        each.remove();
                    }
                }
            }
        }
        spans += left;
        return left > 0;
    }

    boolean keeps(String traceId) {
        long spread = (traceId.hashCode() * SPREAD) >>> Integer.SIZE;
        return spread % oneOf == 0;
    }

    int spans() {
        return spans;
    }
}
