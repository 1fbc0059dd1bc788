package dev.tailback.flowalerts;

import dev.tailback.flowalerts.api.TracesApi;
import dev.tailback.flowalerts.http.Door;
import dev.tailback.flowalerts.http.HttpListener;
import dev.tailback.flowalerts.otlp.OtlpReceiver;
import dev.tailback.flowalerts.spans.SpanSinks;
import dev.tailback.flowalerts.spans.SpanStore;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** All of it, running. */
final class FlowAlerts implements AutoCloseable {
    // The rest is for requests being read, answers being written, and the collector's headroom.
    private static final int STORE_SHARE_OF_HEAP = 3;

    private final HttpListener otlp;
    private final HttpListener api;

    private FlowAlerts(HttpListener otlp, HttpListener api) {
        this.otlp = otlp;
        this.api = api;
    }

    static FlowAlerts start(Settings settings) {
        var store = new SpanStore(settings.maxSpans(), Runtime.getRuntime().maxMemory() / STORE_SHARE_OF_HEAP);
        var receiver = new OtlpReceiver(new SpanSinks(List.of(store)));
        var otlp = open(settings, Settings.OTLP_HTTP_PORT, settings.otlpHttpPort(), receiver);
        try {
            var api = open(settings, Settings.PORT, settings.port(), new TracesApi(store, receiver::requests));
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
