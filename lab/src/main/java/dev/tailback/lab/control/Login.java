package dev.tailback.lab.control;

import dev.tailback.door.Token;
import dev.tailback.door.Visitor;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way in to a control room that other machines reach: a browser shows the token once, and a session's cookie from
 * then on. A terminal shows the token each time.
 */
final class Login {
    static final String PATH = "/login";
    private static final String PAGE = "/";
    private static final Set<String> FOR_ANYBODY = Set.of("/health", "/health/live", "/metrics");
    private static final String COOKIE = "Set-Cookie";

    private final Token token;
    private final InstantSource clock;
    private final Sessions sessions = new Sessions();
    private final Attempts attempts = new Attempts();

    Login(Token token, InstantSource clock) {
        this.token = token;
        this.clock = clock;
    }

    record Shown(@Nullable String token) {}

    List<Route> routes() {
        return List.of(Route.post(PATH, this::enter), Route.post("/logout", this::leave));
    }

    boolean knows(Visitor visitor) {
        return sessions.knows(visitor.cookie(), clock.instant());
    }

    /**
     * What is answered to whoever was turned away: a wrong token counts, and a browser that opens the page is shown the way
     * in. Empty: what the doorkeeper says.
     */
    Optional<Reply> instead(String path, boolean showsToken, String address) {
        if (showsToken) {
            attempts.note(address, clock.instant());
            return attempts.areTooMany(address, clock.instant()) ? Optional.of(later()) : Optional.empty();
        }
        return path.equals(PAGE) ? Optional.of(Reply.seeOther(PATH)) : Optional.empty();
    }

    /** Whether a right token is not to be told from a wrong one now. What anybody may ask tells nothing. */
    boolean isGuessed(String path, String address) {
        return !FOR_ANYBODY.contains(path) && attempts.areTooMany(address, clock.instant());
    }

    static Reply later() {
        return Reply.problem(
                        429,
                        "Too Many Requests",
                        "too many wrong tokens; allowed: %d a minute from one address, %d in all. Wait for a minute"
                                .formatted(Attempts.MOST_OF_ONE, Attempts.MOST))
                .with("Retry-After", String.valueOf(Attempts.KEPT.toSeconds()));
    }

    private Reply enter(Request asked) {
        if (attempts.areTooMany(asked.address(), clock.instant())) {
            return later();
        }
        String shown = asked.body(Shown.class).token();
        if (shown == null || !token.is(shown)) {
            attempts.note(asked.address(), clock.instant());
            return Reply.problem(
                    401,
                    "Unauthorized",
                    "that is not the token; TAILBACK_TOKEN or TAILBACK_TOKEN_FILE of this control room has it");
        }
        return Reply.json(Map.of("status", "logged in")).with(COOKIE, sessions.begin(clock.instant()));
    }

    private Reply leave(Request asked) {
        return Reply.json(Map.of("status", "logged out")).with(COOKIE, sessions.end(asked.cookie()));
    }
}
