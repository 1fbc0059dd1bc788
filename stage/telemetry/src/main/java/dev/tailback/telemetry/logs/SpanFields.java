package dev.tailback.telemetry.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import net.logstash.logback.composite.AbstractJsonProvider;
import tools.jackson.core.JsonGenerator;

/** Of a line that is written within a span: that span and its trace. */
public final class SpanFields extends AbstractJsonProvider<ILoggingEvent> {
    /** On the thread that logs; a deferred writer would have lost its span. */
    @Override
    public void writeTo(JsonGenerator json, ILoggingEvent event) {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            json.writeStringProperty("trace_id", span.getTraceId());
            json.writeStringProperty("span_id", span.getSpanId());
        }
    }
}
