package dev.tailback.lab.bench;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What the processes of a shop say of their own spans: how many wait to be sent, and how many found no room or no taker. */
record SpanFigures(long waiting, long lost) {
    private static final List<Part> TELLING =
            List.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY, Part.RELAY, Part.PAYMENTS);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String WAITING = "otel_sdk_processor_span_queue_size";
    private static final String PROCESSED = "otel_sdk_processor_span_processed";
    private static final String FAILED = "error_type=";

    static SpanFigures read(Web web, Ports ports) throws InterruptedException {
        long waiting = 0;
        long lost = 0;
        for (Part part : TELLING) {
            Answer answer = web.get(URI.create(ports.url(part) + "/metrics"), PATIENCE);
            answer.demandGood();
            waiting += sum(answer.text(), line -> line.startsWith(WAITING));
            lost += sum(answer.text(), line -> line.startsWith(PROCESSED) && line.contains(FAILED));
        }
        return new SpanFigures(waiting, lost);
    }

    static long sum(String metrics, Predicate<String> which) {
        return metrics.lines()
                .filter(which)
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
