package dev.tailback.lab.traces;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Http;
import dev.tailback.telemetry.Names;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Traces as flow-alerts keeps them. */
public final class Traces {
    private static final int NOT_FOUND = 404;
    private static final Duration QUICK = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Http http;
    private final String flowAlerts;

    public Traces(Http http, Places places) {
        this(http, places.url(Part.FLOW_ALERTS));
    }

    public Traces(Http http, String flowAlerts) {
        this.http = http;
        this.flowAlerts = flowAlerts;
    }

    private record Found(List<Span> spans) {}

    /** The trace and what its spans link to; without spans when it is unknown. */
    public TraceTree tree(String traceId) throws InterruptedException {
        Answer answer = http.get(URI.create(flowAlerts + "/api/traces/" + traceId + "?follow_links=true"), QUICK);
        List<Span> spans = answer.status() == NOT_FOUND
                ? List.of()
                : answer.as(Found.class).spans();
        return TraceTree.of(traceId, spans);
    }

    private record Line(String traceId, int spans) {}

    private record Lines(List<Line> traces) {}

    /** By what flow-alerts remembers, the database not asked; the one with the most spans, if there are several. */
    public Optional<String> rememberedOf(UUID order) throws InterruptedException {
        Answer answer = http.get(
                URI.create(
                        flowAlerts + "/api/traces?limit=20&attribute=" + Names.ORDER_ID.getKey() + "&value=" + order),
                QUICK);
        return answer.as(Lines.class).traces().stream()
                .max(Comparator.comparingInt(Line::spans))
                .map(Line::traceId);
    }

    /**
     * Waits for spans that still sit in the queues of their exporters: until no parent and no link is missing and
     * nothing has come for a moment, or the patience is used up.
     */
    public TraceTree settledTree(String traceId, Duration patience) throws IOException, InterruptedException {
        TraceTree[] seen = {tree(traceId)};
        Patience.until(patience, () -> {
            Patience.pause(BETWEEN_LOOKS);
            TraceTree next = tree(traceId);
            boolean isSettled = next.isComplete() && next.size() == seen[0].size();
            seen[0] = next;
            return isSettled;
        });
        return seen[0];
    }
}
