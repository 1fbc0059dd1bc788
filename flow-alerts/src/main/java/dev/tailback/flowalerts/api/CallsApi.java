package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.calls.Calls;
import dev.tailback.flowalerts.calls.Edge;
import dev.tailback.flowalerts.http.Answer;
import java.util.List;

/** Who talked to whom in the last minute. */
final class CallsApi {
    private static final double HUNDREDTHS = 100;

    private final Calls calls;

    CallsApi(Calls calls) {
        this.calls = calls;
    }

    private record Minute(int seconds, List<Traffic> edges, int leftOut) {}

    private record Traffic(
            String kind,
            String from,
            String to,
            String address,
            int count,
            double perSecond,
            int errors,
            double p95Ms,
            double longestMs) {
        static Traffic of(Calls.Traffic traffic) {
            Edge edge = traffic.edge();
            return new Traffic(
                    edge.kind().text(),
                    edge.from(),
                    edge.to(),
                    edge.address(),
                    traffic.count(),
                    rounded(traffic.perSecond()),
                    traffic.errors(),
                    rounded(traffic.p95Ms()),
                    rounded(traffic.longestMs()));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * HUNDREDTHS) / HUNDREDTHS;
    }

    Answer list(Query query) {
        query.allow();
        Calls.Minute minute = calls.minute();
        return Json.ok(new Minute(
                minute.seconds(), minute.edges().stream().map(Traffic::of).toList(), minute.leftOut()));
    }
}
