package dev.tailback.lab.room.runs;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.demo.LedWalk;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The presenter's scenes over HTTP, for the lab's own page. */
public final class WalkRoutes {
    private final LedWalk walk;

    public WalkRoutes(LedWalk walk) {
        this.walk = walk;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/room/walk", asked -> Reply.json(walk.told())),
                Route.post("/api/room/walk/go", this::go),
                Route.post("/api/room/walk/end", asked -> end()));
    }

    record Wanted(@Nullable Integer scene) {}

    private Reply go(Request asked) throws IOException, InterruptedException {
        Integer scene = asked.body(Wanted.class).scene();
        if (scene == null) {
            throw new BadRequest("scene is missing: its number, from 1");
        }
        walk.go(scene);
        return Reply.json(walk.told());
    }

    private Reply end() throws InterruptedException {
        walk.end();
        return Reply.json(walk.told());
    }
}
