package dev.tailback.stage.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away at once whoever comes when so many are being served already. Without it a crowd that waits for a stage
 * fills its heap (some 100 kB a request), and is served when it has long left. Whoever looks after the stage gets in.
 */
public final class CrowdLimit extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(CrowdLimit.class);
    private static final long BETWEEN_LINES = Duration.ofSeconds(5).toNanos();

    private final int most;
    private final Semaphore places;
    private final AtomicLong turnedAway = new AtomicLong();
    private final AtomicLong lineAfter = new AtomicLong(System.nanoTime());

    CrowdLimit(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("tailback.http.requests-at-once is 1 or more, but got " + most);
        }
        this.most = most;
        this.places = new Semaphore(most);
    }

    public long turnedAway() {
        return turnedAway.get();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return letsIn(request);
    }

    /** Whoever looks after the stage. */
    static boolean letsIn(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/health")
                || path.startsWith("/health/")
                || path.equals("/metrics")
                || path.startsWith("/admin/")
                || path.startsWith("/demo");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!places.tryAcquire()) {
            turnAway(response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }

    private void turnAway(HttpServletResponse response) throws IOException {
        long count = turnedAway.incrementAndGet();
        long due = lineAfter.get();
        long now = System.nanoTime();
        if (now - due >= 0 && lineAfter.compareAndSet(due, now + BETWEEN_LINES)) {
            log.warn("{} requests are being served, and {} were turned away so far", most, count);
        }
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/problem+json");
        response.setHeader("Retry-After", "1");
        response.getOutputStream().write("""
                {"type":"about:blank","title":"Service Unavailable","status":503,\
                "detail":"%d requests are being served already; nothing was changed, try again"}""".formatted(most).getBytes(UTF_8));
    }
}
