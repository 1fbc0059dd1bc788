package dev.tailback.flowalerts.otlp;

import dev.tailback.flowalerts.spans.Span;
import java.util.List;

/**
 * What a request held.
 *
 * @param reason why the first of the rejected spans was; empty when none was
 */
record Decoded(List<Span> spans, int rejected, String reason) {}
