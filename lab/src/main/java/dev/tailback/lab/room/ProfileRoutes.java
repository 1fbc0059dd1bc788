package dev.tailback.lab.room;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.profile.FlamePage;
import dev.tailback.lab.profile.Profile;
import dev.tailback.lab.profile.StageProfiler;
import dev.tailback.lab.room.page.PageRoutes;
import dev.tailback.lab.web.Http;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a stage's time goes, asked for by the page. It is answered when the time is over. */
final class ProfileRoutes {
    private static final int USUAL_SECONDS = 10;
    private static final int LONGEST_SECONDS = 60;

    private final Http http;
    private final Places places;

    ProfileRoutes(Http http, Places places) {
        this.http = http;
        this.places = places;
    }

    record Wanted(@Nullable String stage, @Nullable Integer seconds) {}

    List<Route> routes() {
        return List.of(Route.post("/api/room/profile", this::take));
    }

    private Reply take(Request asked) throws InterruptedException {
        Wanted wanted = asked.body(Wanted.class);
        int seconds = wanted.seconds() == null ? USUAL_SECONDS : wanted.seconds();
        if (wanted.stage() == null || !StageProfiler.STAGES.contains(wanted.stage())) {
            throw new BadRequest("stage is not allowed: one of " + String.join(", ", StageProfiler.STAGES));
        }
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw new BadRequest("seconds " + seconds + " is not allowed: 1 to " + LONGEST_SECONDS);
        }
        Profile profile = new StageProfiler(http, places, wanted.stage())
                .take(Duration.ofSeconds(seconds))
                .as(Profile.class);
        return PageRoutes.packed(asked, new FlamePage(profile).content());
    }
}
