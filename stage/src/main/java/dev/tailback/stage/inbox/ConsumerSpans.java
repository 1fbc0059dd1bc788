package dev.tailback.stage.inbox;

import dev.tailback.events.Event;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.SpanIds;
import dev.tailback.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The spans of consuming. A record's span continues the record's trace, so that one order is one trace. The
 * transaction that serves many records belongs to none of them: it is a root of its own, linked both ways. A
 * transaction that serves one record is a child of that record's span, and its statements show in the order's trace.
 */
final class ConsumerSpans {
    /** More than the partitions of a stage can have at once; for those of partitions that went to another consumer. */
    private static final int MOST_UNFINISHED = 20_000;

    private final Tracer tracer;
    private final String group;
    private final Map<String, Span> unfinished = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Span> eldest) {
            return size() > MOST_UNFINISHED;
        }
    });

    ConsumerSpans(Tracer tracer, String group) {
        this.tracer = tracer;
        this.group = group;
    }

    /** A record has one span, from its first reading to its end, however often it has to be read for that. */
    Span process(ConsumerRecord<byte[], byte[]> record) {
        Span begun = unfinished.remove(placeOf(record));
        return begun == null ? begin(record) : begun;
    }

    /** The record is not done; it will be read again. */
    void keep(ConsumerRecord<byte[], byte[]> record, Span span) {
        unfinished.put(placeOf(record), span);
    }

    /** It goes on without being read again. */
    void takeUp(ConsumerRecord<byte[], byte[]> record) {
        unfinished.remove(placeOf(record));
    }

    private Span begin(ConsumerRecord<byte[], byte[]> record) {
        try (SpanIds.Repeatable id = SpanIds.of("process " + group + " " + placeOf(record))) {
            return span(record);
        }
    }

    private Span span(ConsumerRecord<byte[], byte[]> record) {
        return tracer.spanBuilder("process " + record.topic())
                .setParent(TraceParent.context(record.headers()))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(Names.MESSAGING_SYSTEM, "kafka")
                .setAttribute(Names.MESSAGING_DESTINATION, record.topic())
                .setAttribute(Names.MESSAGING_OPERATION, "process")
                .setAttribute(Names.MESSAGING_OPERATION_NAME, "process")
                .setAttribute(Names.MESSAGING_GROUP, group)
                .setAttribute(Names.MESSAGING_PARTITION, Integer.toString(record.partition()))
                .setAttribute(Names.MESSAGING_OFFSET, record.offset())
                .setAttribute(Names.SERVICE_COMPONENT, group)
                .startSpan();
    }

    Span transaction(List<Received<Event>> pack) {
        SpanBuilder builder = tracer.spanBuilder(group + " transaction")
                .setAttribute(Names.MESSAGING_GROUP, group)
                .setAttribute(Names.MESSAGING_BATCH_COUNT, (long) pack.size());
        if (pack.size() == 1) {
            return builder.setParent(pack.getFirst().trace()).startSpan();
        }
        builder.setParent(Context.root());
        pack.forEach(received -> builder.addLink(spanOf(received).getSpanContext()));
        Span transaction = builder.startSpan();
        pack.forEach(received -> spanOf(received).addLink(transaction.getSpanContext()));
        return transaction;
    }

    /** Its effects are committed already: it was delivered again, or this process does again what a killed one did. */
    static void seenBefore(Received<?> received) {
        spanOf(received).addEvent("seen before");
    }

    private static String placeOf(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    static Span spanOf(Received<?> received) {
        return Span.fromContext(received.trace());
    }
}
