package dev.tailback.catalog.recommendations;

import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;

import dev.tailback.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model whose every call is a span of the GenAI conventions. Neither question nor answer is told on it. */
final class TracedModel implements ChatModel {
    private static final String CHAT = "chat";
    /** What it says of itself is as little checked as its answer. */
    private static final int LONGEST_WORD = 100;

    private final ChatModel model;
    private final Tracer tracer;

    TracedModel(ChatModel model, Tracer tracer) {
        this.model = model;
        this.tracer = tracer;
    }

    @Override
    public String provider() {
        return model.provider();
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public ChatAnswer ask(Question question) throws ModelFailure {
        Span span = tracer.spanBuilder(CHAT + " " + name())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(Names.GEN_AI_OPERATION, CHAT)
                .setAttribute(Names.GEN_AI_PROVIDER, provider())
                .setAttribute(Names.GEN_AI_REQUEST_MODEL, name())
                .startSpan();
        try (Scope asking = span.makeCurrent()) {
            ChatAnswer answer = model.ask(question);
            tell(span, answer);
            return answer;
        } catch (ModelFailure failure) {
            span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()))
                    .setAttribute(ERROR_TYPE, failure.type());
            throw failure;
        } finally {
            span.end();
        }
    }

    private static void tell(Span span, ChatAnswer answer) {
        span.setAttribute(Names.GEN_AI_RESPONSE_MODEL, shortened(answer.model()));
        if (answer.finishReason() != null) {
            span.setAttribute(Names.GEN_AI_FINISH_REASONS, List.of(shortened(answer.finishReason())));
        }
        if (answer.inputTokens() != null) {
            span.setAttribute(Names.GEN_AI_INPUT_TOKENS, answer.inputTokens());
        }
        if (answer.outputTokens() != null) {
            span.setAttribute(Names.GEN_AI_OUTPUT_TOKENS, answer.outputTokens());
        }
    }

    private static @Nullable String shortened(@Nullable String word) {
        return word == null || word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD) + "…";
    }
}
