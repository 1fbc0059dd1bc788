package dev.tailback.lab.control;

import java.io.IOException;
import java.util.Set;

/** One method at one path of the control room, and what answers it. Whoever has something to serve hands its routes in. */
public record Route(String method, String path, Set<String> parameters, Action action) {
    public Route {
        parameters = Set.copyOf(parameters);
    }

    public Route(String method, String path, Action action) {
        this(method, path, Set.of(), action);
    }

    /** A {@link dev.tailback.lab.terminal.Refusal} is answered with 409, a {@link BadRequest} with 400. */
    @FunctionalInterface
    public interface Action {
        Reply answer(Request request) throws IOException, InterruptedException;
    }

    public static Route get(String path, Action action) {
        return new Route("GET", path, action);
    }

    /** With parameters that its query may have. */
    public static Route get(String path, Set<String> parameters, Action action) {
        return new Route("GET", path, parameters, action);
    }

    public static Route post(String path, Action action) {
        return new Route("POST", path, action);
    }

    public static Route put(String path, Action action) {
        return new Route("PUT", path, action);
    }
}
