package dev.tailback.stage.http;

import dev.tailback.telemetry.Discretion;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** What a drill does to the stage leaves neither span nor metric: either would name it. */
final class UnlessDiscreet implements Filter {
    private final Filter traced;
    private final Discretion discretion;

    UnlessDiscreet(Filter traced, Discretion discretion) {
        this.traced = traced;
        this.discretion = discretion;
    }

    /** It learns the routes then: without them spans are called GET and POST, and metrics have no route. */
    @Override
    public void init(FilterConfig config) throws ServletException {
        traced.init(config);
    }

    @Override
    public void destroy() {
        traced.destroy();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && discretion.isKey(http.getHeader(Discretion.HEADER))) {
            chain.doFilter(request, response);
        } else {
            traced.doFilter(request, response, chain);
        }
    }
}
