package dev.tailback.lab.control;

import dev.tailback.lab.web.Json;

/**
 * What is answered.
 *
 * @param afterwards is done when the answer is on its way
 */
public record Reply(int status, String type, String body, Runnable afterwards) {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    public static Reply json(Object value) {
        return json(200, value);
    }

    public static Reply json(int status, Object value) {
        return new Reply(status, JSON, Json.compact(value), Reply::nothing);
    }

    public static Reply problem(int status, String title, String detail) {
        return problem(new Problem(title, status, detail));
    }

    static Reply problem(Problem problem) {
        return new Reply(problem.status(), PROBLEM, Json.compact(problem), Reply::nothing);
    }

    static Reply text(String type, String text) {
        return new Reply(200, type, text, Reply::nothing);
    }

    static Reply html(String page) {
        return text("text/html; charset=utf-8", page);
    }

    private static void nothing() {}

    Reply then(Runnable next) {
        return new Reply(status, type, body, next);
    }
}
