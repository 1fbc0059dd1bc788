package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.tape.Tape;
import dev.tailback.flowalerts.tape.Tapes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Metric points and log lines since somebody asked last, as requests of OTLP, each of which is a line of a file. */
final class TapesApi {
    private static final int USUAL_LIMIT = 1_000;
    private static final int MAX_LIMIT = 2_000;

    private final Tapes tapes;

    TapesApi(Tapes tapes) {
        this.tapes = tapes;
    }

    Answer points(Query query) {
        return Json.ok(page(tapes.points(), query, OtlpMetricsJson::request));
    }

    Answer lines(Query query) {
        return Json.ok(page(tapes.lines(), query, OtlpLogsJson::request));
    }

    /** @param missed that came since, and were let go before they were asked for */
    private record Page(List<Map<String, Object>> requests, int items, String next, long missed) {}

    private static <T> Page page(Tape<T> tape, Query query, Function<List<T>, Map<String, Object>> request) {
        Long from = query.text("after").map(TapesApi::after).orElse(-1L);
        Tape.Piece<T> piece = tape.read(from, query.number("limit", USUAL_LIMIT, 1, MAX_LIMIT));
        return new Page(
                piece.items().isEmpty() ? List.of() : List.of(request.apply(piece.items())),
                piece.items().size(),
                String.valueOf(piece.next()),
                piece.missed());
    }

    private static long after(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Problem.wrongValue("after", text, "next of the page before");
        }
        return Long.parseLong(text);
    }
}
