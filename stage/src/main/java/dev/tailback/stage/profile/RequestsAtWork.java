package dev.tailback.stage.profile;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Announces a request's thread to profiles, from the request to its answer. */
final class RequestsAtWork extends OncePerRequestFilter {
    private final ThreadsAtWork threads;

    RequestsAtWork(ThreadsAtWork threads) {
        this.threads = threads;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (ThreadsAtWork.Work untilAnswered = threads.begin("request", RequestsAtWork.class)) {
            chain.doFilter(request, response);
        }
    }
}
