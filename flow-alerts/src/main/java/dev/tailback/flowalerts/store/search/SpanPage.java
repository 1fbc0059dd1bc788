package dev.tailback.flowalerts.store.search;

import dev.tailback.flowalerts.spans.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spans that were found, the latest first.
 *
 * @param next where the page after this one begins; null when this is the last
 */
public record SpanPage(List<Span> spans, @Nullable PageEnd next) {}
