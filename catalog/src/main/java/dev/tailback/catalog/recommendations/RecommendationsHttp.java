package dev.tailback.catalog.recommendations;

import dev.tailback.catalog.products.Offer;
import dev.tailback.stage.http.Problem;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/recommendations}. */
@RestController
@RequestMapping("/api/recommendations")
class RecommendationsHttp {
    private static final int LONGEST_USER = 100;
    private static final int LONGEST_CONTEXT = 1_000;

    private final Recommend recommend;
    private final ChatModel model;
    private final int most;
    private final Semaphore places;

    RecommendationsHttp(Recommend recommend, ChatModel model, ChatSettings settings) {
        this.recommend = recommend;
        this.model = model;
        this.most = settings.atOnce();
        this.places = new Semaphore(most);
    }

    @PostMapping
    Recommended recommend(@RequestBody Wanted wanted) {
        String user = demand("user_id", wanted.userId(), LONGEST_USER);
        String context = demand("user_context", wanted.userContext(), LONGEST_CONTEXT);
        if (!places.tryAcquire()) {
            throw traced(Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE, most + " recommendations are being made already, try again"));
        }
        try {
            return new Recommended(user, recommend.to(context), model.provider(), model.name(), trace());
        } catch (ModelFailure failure) {
            HttpStatus status = failure.isLate() ? HttpStatus.GATEWAY_TIMEOUT : HttpStatus.BAD_GATEWAY;
            throw traced(Problem.of(status, String.valueOf(failure.getMessage())));
        } finally {
            places.release();
        }
    }

    private static String demand(String field, @Nullable String text, int longest) {
        if (text == null || text.isBlank() || text.length() > longest) {
            throw Problem.invalid(field, text, "text of 1 to " + longest + " characters");
        }
        return text;
    }

    private static Problem traced(Problem problem) {
        problem.getBody().setProperty("trace_id", trace());
        return problem;
    }

    private static String trace() {
        return Span.current().getSpanContext().getTraceId();
    }

    record Wanted(@Nullable String userId, @Nullable String userContext) {}

    record Recommended(String userId, List<Offer> products, String provider, String model, String traceId) {}
}
