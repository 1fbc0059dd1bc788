package dev.tailback.lab.room.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.web.Json;
import java.util.ArrayList;
import java.util.List;

/** The page: files of the lab's jar and uPlot's, and nobody else's. */
public final class PageRoutes {
    /** The page runs what this port serves, and nothing that a value could smuggle in. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static final String POLICY_HEADER = "Content-Security-Policy";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final List<String> SCRIPTS = List.of(
            "app.js",
            "chain.js",
            "chart.js",
            "dialogs.js",
            "feed.js",
            "format.js",
            "parts.js",
            "road.js",
            "scenes.js",
            "texts.js",
            "ui.js",
            "views/drill.js",
            "views/faults.js",
            "views/incidents.js",
            "views/lag.js",
            "views/map.js",
            "views/orders.js",
            "views/overview.js",
            "views/profile.js",
            "views/runs.js",
            "views/trace.js");

    private PageRoutes() {}

    public static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        PageFile index = PageFile.of(HTML, "index.html");
        routes.add(Route.get("/", asked -> index.answer(asked).with(POLICY_HEADER, POLICY)));
        SCRIPTS.forEach(name -> routes.add(file(name, PageFile.of(SCRIPT, name))));
        routes.add(file("style.css", PageFile.of(STYLE, "style.css")));
        routes.add(file("icon.svg", PageFile.of("image/svg+xml", "icon.svg")));
        routes.add(file("uplot.js", PageFile.of(SCRIPT, UPLOT + "uPlot.esm.js")));
        routes.add(file("uplot.css", PageFile.of(STYLE, UPLOT + "uPlot.min.css")));
        return routes;
    }

    /** Where whoever comes from elsewhere shows the token. */
    public static List<Route> login() {
        PageFile page = PageFile.of(HTML, "login.html");
        return List.of(
                Route.get("/login", asked -> page.answer(asked).with(POLICY_HEADER, POLICY)),
                file("login.js", PageFile.of(SCRIPT, "login.js")));
    }

    private static Route file(String name, PageFile file) {
        return Route.get("/room/" + name, file::answer);
    }

    /** JSON that may be long. */
    public static Reply packed(Request asked, Object value) {
        byte[] plain = Json.compact(value).getBytes(UTF_8);
        return asked.acceptsGzip()
                ? Reply.file("application/json", PageFile.pack(plain)).with("Content-Encoding", "gzip")
                : Reply.file("application/json", plain);
    }
}
