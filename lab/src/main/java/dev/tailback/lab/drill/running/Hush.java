package dev.tailback.lab.drill.running;

import dev.tailback.lab.faults.Secrecy;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Http;
import dev.tailback.lab.web.WebFailure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Has stages, provider and flow-alerts keep what would give an incident away, for a minute at a time: a lab that is gone
 * renews it no more.
 */
final class Hush {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final List<Part> STAGES = List.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY);

    private final Http http;
    private final Places places;
    private final Secrecy secrecy;
    private final boolean keepsCauses;

    /** @param keepsCauses whether flow-alerts tells no causes either */
    Hush(Http http, Places places, Secrecy secrecy, boolean keepsCauses) {
        this.http = http;
        this.places = places;
        this.secrecy = secrecy;
        this.keepsCauses = keepsCauses;
    }

    /** All of them, or none of it begins. */
    void begin() throws InterruptedException {
        List<String> silent = renew();
        if (!silent.isEmpty()) {
            lift();
            throw new Refusal("a drill needs all of the shop, and " + String.join("; ", silent));
        }
    }

    /** Who dies in a drill is told again when it is back. Returns who was not told, and why. */
    List<String> renew() throws InterruptedException {
        return tell(LEASE);
    }

    /** Whoever does not hear it tells again when the lease has ended. */
    List<String> lift() throws InterruptedException {
        return tell(Duration.ZERO);
    }

    private List<String> tell(Duration lease) throws InterruptedException {
        List<String> silent = new ArrayList<>();
        Map<String, Object> wanted = Map.of("key", secrecy.key(), "seconds", lease.toSeconds());
        for (Part stage : STAGES) {
            put(stage, "/demo/discretion", wanted, silent);
        }
        put(Part.PAYMENTS, "/admin/discretion", wanted, silent);
        if (keepsCauses) {
            causes(lease, silent);
        }
        return silent;
    }

    private void put(Part part, String path, Map<String, Object> wanted, List<String> silent)
            throws InterruptedException {
        try {
            note(
                    part,
                    http.send("PUT", URI.create(places.url(part) + path), wanted, secrecy.headers(), PATIENCE),
                    silent);
        } catch (WebFailure unheard) {
            silent.add(String.valueOf(unheard.getMessage()));
        }
    }

    private void causes(Duration lease, List<String> silent) throws InterruptedException {
        URI uri = URI.create(
                places.url(Part.FLOW_ALERTS) + "/api/incidents/causes/" + (lease.isZero() ? "tell" : "keep"));
        try {
            note(
                    Part.FLOW_ALERTS,
                    http.post(uri, lease.isZero() ? Map.of() : Map.of("for", lease.toSeconds() + "s"), PATIENCE),
                    silent);
        } catch (WebFailure unheard) {
            silent.add(String.valueOf(unheard.getMessage()));
        }
    }

    private static void note(Part part, Answer answer, List<String> silent) {
        if (!answer.isGood()) {
            silent.add(part + " says " + answer.status() + ": " + answer.reason());
        }
    }
}
