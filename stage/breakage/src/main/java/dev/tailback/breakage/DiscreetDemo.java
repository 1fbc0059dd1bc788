package dev.tailback.breakage;

import dev.tailback.stage.http.Problem;
import dev.tailback.telemetry.Discretion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** While a drill runs, {@code /demo} tells nothing to who practises, and undoes nothing for them. */
final class DiscreetDemo implements HandlerInterceptor {
    private final Discretion discretion;

    DiscreetDemo(Discretion discretion) {
        this.discretion = discretion;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (discretion.isKeptFrom(request.getHeader(Discretion.HEADER))
                && !request.getRequestURI().equals(DiscretionHttp.PATH)) {
            throw Problem.of(HttpStatus.CONFLICT, Discretion.REASON);
        }
        return true;
    }
}
