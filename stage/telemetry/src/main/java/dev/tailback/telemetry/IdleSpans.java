package dev.tailback.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Spans of looks that found nothing to do. They come several times a second, and nobody is told of them. */
public final class IdleSpans {
    private static final AttributeKey<Boolean> IDLE = AttributeKey.booleanKey("tailback.idle");

    private IdleSpans() {}

    /** It ends untold. */
    public static void mark(Span span) {
        span.setAttribute(IDLE, true);
    }

    static SpanProcessor without(SpanProcessor told) {
        return new Without(told);
    }

    private record Without(SpanProcessor told) implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            told.onStart(parent, span);
        }

        @Override
        public boolean isStartRequired() {
            return told.isStartRequired();
        }

        @Override
        public void onEnd(ReadableSpan span) {
            if (span.getAttribute(IDLE) == null) {
                told.onEnd(span);
            }
        }

        @Override
        public boolean isEndRequired() {
            return told.isEndRequired();
        }

        @Override
        public CompletableResultCode shutdown() {
            return told.shutdown();
        }

        @Override
        public CompletableResultCode forceFlush() {
            return told.forceFlush();
        }
    }
}
