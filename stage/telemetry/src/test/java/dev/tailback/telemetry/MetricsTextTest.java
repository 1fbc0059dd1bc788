package dev.tailback.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final MetricsText text = new MetricsText();
    private final SdkMeterProvider meters =
            SdkMeterProvider.builder().registerMetricReader(text.reader()).build();
    private final Meter meter = meters.get("test");

    @AfterEach
    void end() {
        meters.close();
    }

    @Test
    void countersAreTotalsAndDotsAreUnderscores() {
        meter.counterBuilder(Names.ORDERS).setUnit("{order}").build().add(2, Attributes.of(Names.OUTCOME, "confirmed"));

        assertThat(plain()).contains("checkout_orders_total{outcome=\"confirmed\"} 2.0");
    }

    @Test
    void namesThatTheOriginalsReadStayAsTheyAre() {
        meter.counterBuilder("database_queries_total").build().add(1);
        meter.histogramBuilder("database_query_duration_seconds")
                .setUnit("s")
                .build()
                .record(0.2);

        assertThat(plain())
                .contains("\ndatabase_queries_total 1.0")
                .contains("\ndatabase_query_duration_seconds_count 1")
                .doesNotContain("total_total", "seconds_seconds");
    }

    @Test
    void aGaugeIsNotNamedAsTheCountOfAHistogramIs() {
        meter.upDownCounterBuilder(Names.POOL_COUNT).build().add(7);

        assertThat(plain()).contains("\ndb_client_connections 7.0").doesNotContain("db_client_connection_count");
    }

    @Test
    void whoTellsItIsExplained() {
        meter.counterBuilder(Names.ORDERS).build().add(1);

        assertThat(plain()).contains("# HELP target_info Who tells this");
    }

    @Test
    void aHistogramShowsATraceToWhoeverAcceptsExemplars() {
        DoubleHistogram seconds = meter.histogramBuilder("seconds").build();
        SpanContext sampled =
                SpanContext.create(TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
        try (Scope inSpan = Span.wrap(sampled).makeCurrent()) {
            seconds.record(0.3);
        }

        MetricsText.Page page = text.page("application/openmetrics-text;version=1.0.0");

        assertThat(page.contentType()).startsWith("application/openmetrics-text");
        assertThat(new String(page.body(), UTF_8))
                .contains("trace_id=\"" + TRACE + "\"")
                .endsWith("# EOF\n");
        assertThat(plain()).doesNotContain(TRACE);
    }

    private String plain() {
        MetricsText.Page page = text.page("*/*");
        assertThat(page.contentType()).startsWith("text/plain; version=0.0.4");
        return new String(page.body(), UTF_8);
    }
}
