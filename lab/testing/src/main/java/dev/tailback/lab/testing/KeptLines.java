package dev.tailback.lab.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.opentelemetry.api.trace.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a class logs until this is closed. */
public final class KeptLines implements AutoCloseable {
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Logger log;
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(Line.of(event));
        }
    };

    public KeptLines(Class<?> of) {
        log = (Logger) LoggerFactory.getLogger(of);
        appender.start();
        log.addAppender(appender);
    }

    /** @param traceId of the span in which it was written; zeros outside any */
    public record Line(Level level, String message, Map<String, Object> values, String traceId) {
        private static Line of(ILoggingEvent event) {
            Map<String, Object> values = new HashMap<>();
            if (event.getKeyValuePairs() != null) {
                event.getKeyValuePairs().forEach(pair -> values.put(pair.key, pair.value));
            }
            return new Line(
                    event.getLevel(),
                    event.getFormattedMessage(),
                    values,
                    Span.current().getSpanContext().getTraceId());
        }
    }

    public List<Line> all() {
        return List.copyOf(lines);
    }

    public List<Line> with(String key, Object value) {
        return lines.stream()
                .filter(line -> value.equals(line.values().get(key)))
                .toList();
    }

    @Override
    public void close() {
        log.detachAppender(appender);
    }
}
