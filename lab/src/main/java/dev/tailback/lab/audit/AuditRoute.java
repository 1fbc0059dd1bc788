package dev.tailback.lab.audit;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.WrittenDuration;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** An audit by a lab that is where the shop is, for whoever cannot reach Kafka. It is answered when it is over. */
public final class AuditRoute {
    public static final String PATH = "/api/audit";
    private static final String WAIT = "wait";

    private final Sources sources;
    private final Web web;
    private final Semaphore one = new Semaphore(1);

    public AuditRoute(Sources sources, Web web) {
        this.sources = sources;
        this.web = web;
    }

    public Route route() {
        return Route.get(PATH, Set.of(WAIT), asked -> Reply.json(audit(patience(asked))));
    }

    private static Optional<Duration> patience(Request asked) {
        return asked.query(WAIT)
                .map(text -> WrittenDuration.parse(text)
                        .orElseThrow(
                                () -> new BadRequest("wait=" + text + " is not allowed: a duration, such as 60s")));
    }

    private AuditReport audit(Optional<Duration> patience) throws IOException, InterruptedException {
        if (!one.tryAcquire()) {
            throw new Refusal("another audit runs; one at a time");
        }
        try {
            return patience.isEmpty() ? Audit.once(sources, web) : Audit.whenDrained(sources, web, patience.get());
        } finally {
            one.release();
        }
    }
}
