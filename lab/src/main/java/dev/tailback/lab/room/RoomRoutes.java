package dev.tailback.lab.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.PageToken;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.room.orders.OrderRoutes;
import dev.tailback.lab.room.page.PageRoutes;
import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the page is told: news as they come, and the last hour for whoever comes later. */
public final class RoomRoutes {
    private static final long HEARTBEAT_MILLIS = 10_000;
    private static final String AFTER = "after";

    private final Room.Shop shop;
    private final Room room;
    private final PageToken token;
    private final boolean hasLogin;

    /** @param hasLogin whether one can log out */
    public RoomRoutes(Room room, PageToken token, boolean hasLogin) {
        this.shop = room.shop();
        this.room = room;
        this.token = token;
        this.hasLogin = hasLogin;
    }

    /** The page, and all that it asks for. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(PageRoutes.routes());
        routes.add(Route.get("/api/room/stream", asked -> Reply.events(this::stream)));
        routes.add(Route.get("/api/room/history", Set.of(AFTER), this::history));
        routes.addAll(new IncidentRoutes(shop.http(), shop.places()).routes());
        routes.addAll(new MapRoutes(shop.http(), shop.places()).routes());
        routes.addAll(new ProfileRoutes(shop.http(), shop.places()).routes());
        routes.addAll(new OrderRoutes(shop.server(), shop.http(), shop.places()).routes());
        return routes;
    }

    private record Hello(String token, boolean hasLogin) {}

    /** The token first: only a page of this port can read it. */
    private void stream(OutputStream out) throws IOException, InterruptedException {
        try (Watchers.Watcher watcher = room.watchers().add()) {
            write(
                    out,
                    ("retry: 1000\nevent: hello\ndata: " + Json.compact(new Hello(token.text(), hasLogin)) + "\n\n")
                            .getBytes(UTF_8));
            while (true) {
                byte[] news = watcher.next(HEARTBEAT_MILLIS);
                write(out, news == null ? ": still here\n\n".getBytes(UTF_8) : news);
            }
        }
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private Reply history(Request asked) {
        return PageRoutes.packed(
                asked, room.history(asked.query(AFTER).map(RoomRoutes::second).orElse(0L)));
    }

    private static long second(String text) {
        if (!text.matches("\\d{1,12}")) {
            throw new BadRequest(AFTER + "=" + text + " is not allowed: seconds since 1970");
        }
        return Long.parseLong(text);
    }
}
