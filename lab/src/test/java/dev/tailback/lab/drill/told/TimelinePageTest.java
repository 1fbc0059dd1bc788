package dev.tailback.lab.drill.told;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.drill.Course;
import dev.tailback.lab.drill.Happening;
import dev.tailback.lab.drill.Losses;
import dev.tailback.lab.drill.Moment.Who;
import dev.tailback.lab.drill.Timeline;
import dev.tailback.lab.drill.catalogue.Catalogue;
import dev.tailback.lab.drill.catalogue.Plan;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelinePageTest {
    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    private final Catalogue catalogue = Catalogue.shipped();
    private final Plan plan = catalogue.plan(catalogue.find("locked-stock").orElseThrow(), 1, Duration.ofMinutes(10));
    private final Timeline timeline = new Timeline();
    private Course course = Course.PLANNED;

    private Told told() {
        return Told.of(plan, catalogue, course, timeline, new Losses(3, 1, 40, 4_200), false, "failing", null);
    }

    private void happen(Happening happening) {
        course = course.after(happening);
    }

    private void begin() {
        happen(new Happening.Began(START));
        timeline.add(START, Who.LAB, "set " + plan.breaks().getFirst());
        timeline.add(START.plusSeconds(5), Who.ALERT, "lag-growing fires: <script>alert(1)</script>\u202e");
        happen(new Happening.Struck(START.plusSeconds(1)));
        happen(new Happening.Noticed(START.plusSeconds(9)));
        happen(new Happening.Hinted(START.plusSeconds(9)));
    }

    @Test
    void nothingOfWhatWasSetIsToldWhileItRuns() {
        begin();

        String json = Json.compact(told());
        String lines = String.join("\n", DrillLines.of(told(), Terminal.silent()));

        assertThat(List.of(json, lines))
                .allSatisfy(text -> assertThat(text)
                        .contains("One group falls back", "lag-growing")
                        .doesNotContain("idle-transaction", "hot-row", "locked-stock", "lunch", "end-idle"));
    }

    @Test
    void allOfItIsToldAfterwards() throws Exception {
        begin();
        happen(new Happening.GaveUp(START.plusSeconds(60)));
        happen(new Happening.Audited(START.plusSeconds(70), true, "lost=0"));

        String page = TimelinePage.of(told());

        assertThat(page)
                .contains("locked-stock", "idle-transaction rows=", "end-idle-sessions", "lag-growing fires")
                .contains("4 orders were lost (3 failed, 1 refused), worth 42.00")
                .contains("detect 8 s", "diagnose never")
                .doesNotContain("{{", "<script", "\u202e", "http://", "https://");
        assertThat(String.join("\n", DrillLines.of(told(), Terminal.silent())))
                .contains("locked-stock: A session took row locks", "total     17 of 100");
    }

    @Test
    void thereIsNoPageOfADrillThatRuns() {
        begin();

        assertThatThrownBy(() -> TimelinePage.of(told())).hasMessage("a drill that is seen has no page yet");
    }
}
