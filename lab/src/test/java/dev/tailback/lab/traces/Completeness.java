package dev.tailback.lab.traces;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.EventHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Whether a trace tells of every step of its order. The steps are not guessed from how orders usually go: every record
 * about the order that is in Kafka was published by somebody and processed by each group that reads its topic.
 */
final class Completeness {
    private static final Map<String, List<String>> READERS = Map.of(
            "carts", List.of("checkout"), "orders", List.of("catalog", "inventory"), "stock", List.of("checkout"));

    private final TraceTree trace;
    private final Set<String> spanIds;
    private final Set<String> processed;

    private Completeness(TraceTree trace) {
        this.trace = trace;
        this.spanIds = trace.own().stream().map(Span::spanId).collect(Collectors.toSet());
        this.processed = trace.own().stream()
                .filter(span -> span.name().startsWith("process "))
                .map(span -> reading(
                        span.attribute("messaging.consumer.group.name"),
                        span.attribute("messaging.destination.name"),
                        span.attribute("messaging.destination.partition.id"),
                        span.attribute("messaging.kafka.offset")))
                .collect(Collectors.toSet());
    }

    /** What is missing; nothing if it is complete. */
    static List<String> missingIn(TraceTree trace, List<ConsumerRecord<String, byte[]>> records, String state) {
        return new Completeness(trace).missing(records, state);
    }

    private List<String> missing(List<ConsumerRecord<String, byte[]>> records, String state) {
        List<String> missing = new ArrayList<>();
        if (trace.own().stream()
                .noneMatch(span -> span.parentSpanId() == null && span.name().equals("POST /carts/{id}/checkout"))) {
            missing.add("the checkout request");
        }
        if (!trace.isComplete()) {
            missing.add("the parent or the link of a span");
        }
        if (state.equals("confirmed") && !isPaid()) {
            missing.add("the payment, asked for and given");
        }
        for (ConsumerRecord<String, byte[]> record : records) {
            if (!spanIds.contains(publisherOf(record))) {
                missing.add("the publishing to " + record.topic());
            }
            for (String reader : readersOf(record.topic())) {
                if (!processed.contains(reading(
                        reader, record.topic(), String.valueOf(record.partition()), String.valueOf(record.offset())))) {
                    missing.add("the processing of " + record.topic() + " by " + reader);
                }
            }
        }
        return missing;
    }

    private boolean isPaid() {
        Set<String> sides = trace.own().stream()
                .filter(span -> span.name().equals("POST /authorizations"))
                .map(Span::kind)
                .collect(Collectors.toSet());
        return sides.containsAll(Set.of("client", "server"));
    }

    private static List<String> readersOf(String topic) {
        return READERS.getOrDefault(topic, List.of("checkout"));
    }

    private static String publisherOf(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(EventHeaders.TRACEPARENT);
        return header == null ? "nobody" : new String(header.value(), UTF_8).split("-", -1)[2];
    }

    private static String reading(String group, String topic, String partition, String offset) {
        return group + " " + topic + "-" + partition + "@" + offset;
    }
}
