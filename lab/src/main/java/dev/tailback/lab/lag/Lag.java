package dev.tailback.lab.lag;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Http;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lag from flow-alerts, the one place that computes it. */
public final class Lag {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Http http;
    private final String flowAlerts;

    public Lag(Http http, Places places) {
        this.http = http;
        flowAlerts = places.url(Part.FLOW_ALERTS);
    }

    /** A group's records behind, second by second. */
    private record History(List<Line> groups) {}

    private record Line(String group, List<Point> points) {}

    private record Point(long atSecond, long records, double seconds) {}

    public LagFigures now() throws InterruptedException {
        return http.get(URI.create(flowAlerts + "/api/lag"), PATIENCE).as(LagFigures.class);
    }

    /** As it came, for programs. */
    public Object document() throws InterruptedException {
        Answer answer = http.get(URI.create(flowAlerts + "/api/lag"), PATIENCE);
        answer.demandGood();
        return answer.json();
    }

    /** Of each group the records behind of the last seconds, the earliest first. */
    public Map<String, List<Long>> lately(Duration time) throws InterruptedException {
        return http
                .get(URI.create(flowAlerts + "/api/lag/history?last_s=" + time.toSeconds()), PATIENCE)
                .as(History.class)
                .groups()
                .stream()
                .collect(Collectors.toMap(
                        Line::group,
                        line -> line.points().stream().map(Point::records).toList()));
    }
}
