package dev.tailback.stage.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Nothing under {@code /admin} is changed in a stage that may not be broken: as far as anybody can see, there is nothing
 * to change. It goes by the mapping that was found, since a path can be written in many ways.
 */
final class AdminGate implements HandlerInterceptor {
    private final boolean isOpen;

    AdminGate(boolean isOpen) {
        this.isOpen = isOpen;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (!isOpen && pattern.startsWith("/admin/") && !isRead(request.getMethod())) {
            throw Problem.of(
                    HttpStatus.NOT_FOUND,
                    "nothing answers %s at %s; a stage that is started with TAILBACK_BREAKABLE=true may have it"
                            .formatted(request.getMethod(), pattern));
        }
        return true;
    }

    private static boolean isRead(String method) {
        return method.equals(HttpMethod.GET.name()) || method.equals(HttpMethod.HEAD.name());
    }
}
