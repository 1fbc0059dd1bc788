package dev.tailback.lab.room;

import dev.tailback.lab.control.Route;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.room.page.PageRoutes;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Http;
import dev.tailback.lab.web.WebFailure;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Who talks to whom, as the spans of the last minute tell it: flow-alerts counts them. */
final class MapRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Http http;
    private final URI calls;

    MapRoutes(Http http, Places places) {
        this.http = http;
        this.calls = URI.create(places.url(Part.FLOW_ALERTS) + "/api/calls");
    }

    List<Route> routes() {
        return List.of(Route.get("/api/room/map", asked -> {
            try {
                Answer answer = http.get(calls, PATIENCE);
                answer.demandGood();
                return PageRoutes.packed(asked, answer.json());
            } catch (WebFailure silent) {
                throw new Refusal("flow-alerts does not tell: " + silent.getMessage(), silent);
            }
        }));
    }
}
