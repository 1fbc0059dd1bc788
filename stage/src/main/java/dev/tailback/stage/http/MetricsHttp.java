package dev.tailback.stage.http;

import dev.tailback.telemetry.IdleSpans;
import dev.tailback.telemetry.MetricsText;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /metrics}. */
@RestController
class MetricsHttp {
    private final MetricsText metrics;

    MetricsHttp(MetricsText metrics) {
        this.metrics = metrics;
    }

    @GetMapping("/metrics")
    ResponseEntity<byte[]> show(@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        MetricsText.Page page = metrics.page(accept);
        // Somebody asks every few seconds, and it did nothing to the shop.
        IdleSpans.mark(Span.current());
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, page.contentType())
                .body(page.body());
    }
}
