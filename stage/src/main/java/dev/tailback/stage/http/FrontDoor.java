package dev.tailback.stage.http;

import dev.tailback.door.Doorkeeper;
import dev.tailback.door.QueryString;
import dev.tailback.door.Refusal;
import dev.tailback.door.Visitor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** The doorkeeper of a stage. Whoever gets past it has a query that can be read. */
final class FrontDoor extends OncePerRequestFilter {
    /** The attribute of a request that is its query. */
    static final String QUERY = QueryString.class.getName();

    private final Doorkeeper doorkeeper;

    FrontDoor(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Refusal> refusal = refuse(request);
        if (refusal.isPresent()) {
            tell(response, refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<Refusal> refuse(HttpServletRequest request) {
        Optional<Refusal> stranger =
                doorkeeper.refuse(Visitor.of(request.getMethod(), request.getRequestURI(), request::getHeader));
        if (stranger.isPresent()) {
            return stranger;
        }
        try {
            request.setAttribute(QUERY, QueryString.read(request.getQueryString()));
            return Optional.empty();
        } catch (QueryString.Malformed malformed) {
            return Optional.of(Refusal.badRequest(malformed.sentence()));
        }
    }

    private static void tell(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        response.setContentType(Refusal.CONTENT_TYPE);
        refusal.headers().forEach(response::setHeader);
        response.getOutputStream().write(refusal.problem());
    }
}
