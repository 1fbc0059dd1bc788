package dev.tailback.stage.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Virtual threads for requests, but not one for each: a request that is being read holds some 100 kB, and a crowd that
 * meets a cold process would fill its heap with them. A few threads more than {@link CrowdLimit} lets in are left to
 * turn the others away, which takes no time; connections are not limited, since who waits to be accepted waits in vain.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class HttpThreads implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, AutoCloseable {
    private static final int TO_TURN_AWAY = 50;

    private final ExecutorService threads;

    HttpThreads(int requestsAtOnce) {
        int most = requestsAtOnce + TO_TURN_AWAY;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most,
                most,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofVirtual().name("http-", 1).factory());
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addProtocolHandlerCustomizers(handler -> handler.setExecutor(threads));
        factory.addEngineValves(new NoLingering());
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
