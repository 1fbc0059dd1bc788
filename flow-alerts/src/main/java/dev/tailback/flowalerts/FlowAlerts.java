package dev.tailback.flowalerts;

import dev.tailback.flowalerts.api.Api;
import dev.tailback.flowalerts.http.Door;
import dev.tailback.flowalerts.http.HttpListener;
import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.metrics.LatestMetrics;
import dev.tailback.flowalerts.otlp.OtlpReceiver;
import dev.tailback.flowalerts.otlp.Places;
import dev.tailback.flowalerts.otlp.Signals;
import dev.tailback.flowalerts.spans.SpanSinks;
import dev.tailback.flowalerts.spans.SpanStore;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** All of it, running. */
final class FlowAlerts implements AutoCloseable {
    // Of the heap. The rest is for requests being read, answers being written, and the collector's headroom.
    private static final int SHARE_OF_SPANS = 3;
    private static final int SHARE_OF_METRICS = 16;
    private static final int SHARE_OF_LOGS = 16;

    private static final int MAX_SERIES = 5_000;
    private static final int MAX_LOG_LINES = 10_000;

    private final HttpListener otlp;
    private final HttpListener api;

    private FlowAlerts(HttpListener otlp, HttpListener api) {
        this.otlp = otlp;
        this.api = api;
    }

    static FlowAlerts start(Settings settings) {
        var heap = Runtime.getRuntime().maxMemory();
        var store = new SpanStore(settings.maxSpans(), heap / SHARE_OF_SPANS);
        var metrics = new LatestMetrics(MAX_SERIES, heap / SHARE_OF_METRICS);
        var logs = new RecentLogs(MAX_LOG_LINES, heap / SHARE_OF_LOGS);
        var signals = new Signals(new SpanSinks(List.of(store)), metrics, logs);
        var receiver = new OtlpReceiver(signals, new Places());
        var otlp = open(settings, Settings.OTLP_HTTP_PORT, settings.otlpHttpPort(), receiver);
        try {
            var api = open(settings, Settings.PORT, settings.port(), new Api(store, metrics, logs, signals::counts));
            return new FlowAlerts(otlp, api);
        } catch (CannotStart e) {
            otlp.close();
            throw e;
        }
    }

    private static HttpListener open(Settings settings, String key, int port, Door door) {
        try {
            return HttpListener.open(settings.address(), port, door);
        } catch (IOException e) {
            throw new CannotStart(
                    "port %d of %s cannot be opened: %s; allowed: a free port (%s) of an address of this machine (%s)"
                            .formatted(
                                    port, settings.address().getHostAddress(), e.getMessage(), key, Settings.ADDRESS),
                    e);
        }
    }

    URI api() {
        return api.uri();
    }

    URI otlp() {
        return otlp.uri();
    }

    /** The API last: it can be asked for as long as something is taken in. */
    @Override
    public void close() {
        otlp.close();
        api.close();
    }
}
