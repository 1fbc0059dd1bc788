package dev.tailback.lab.spans;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.traces.Span;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The spans in the database of flow-alerts. */
public final class KeptSpans {
    // The database gives up after 15 s.
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A page is held as a tree, in a heap of 96 MB. */
    static final int PAGE = 500;

    private final Web web;
    private final String flowAlerts;

    public KeptSpans(Web web, Places places) {
        this.web = web;
        this.flowAlerts = places.url(Part.FLOW_ALERTS);
    }

    private record Page(List<Span> spans, @Nullable String next) {}

    /** A page of OTLP: each request is a line of a file that any OTLP backend can import. */
    record OtlpPage(
            List<JsonNode> requests, int spans, @Nullable String next) {}

    /** The latest first. */
    public List<Span> find(SpanFilter filter, int limit) throws InterruptedException {
        List<Span> found = new ArrayList<>();
        String next = null;
        do {
            Page page = ask(filter, "spans", Math.min(PAGE, limit - found.size()), next)
                    .as(Page.class);
            found.addAll(page.spans());
            next = page.next();
        } while (next != null && found.size() < limit);
        return found;
    }

    OtlpPage otlp(SpanFilter filter, int limit, @Nullable String after) throws InterruptedException {
        return ask(filter, "otlp", Math.min(PAGE, limit), after).as(OtlpPage.class);
    }

    public StoreReport report() throws InterruptedException {
        return web.get(URI.create(flowAlerts + "/api/spans/report"), PATIENCE).as(StoreReport.class);
    }

    private Answer ask(SpanFilter filter, String format, int limit, @Nullable String after)
            throws InterruptedException {
        String query = filter.query();
        return web.get(
                URI.create(flowAlerts + "/api/spans?format=" + format + "&limit=" + limit
                        + (after == null ? "" : "&after=" + after) + (query.isEmpty() ? "" : "&" + query)),
                PATIENCE);
    }
}
