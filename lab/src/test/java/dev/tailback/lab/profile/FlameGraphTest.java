package dev.tailback.lab.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tailback.lab.web.Json;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FlameGraphTest {
    private static final String SEARCH = "dev.tailback.catalog.products.Products.search";
    private static final String RUN = "dev.tailback.stage.database.Database.run";

    @Test
    void stacksThatBeginAlikeAreLaidOnEachOther() {
        FlameGraph graph = FlameGraph.of(profile(
                stack("running", 10, "request", SEARCH),
                stack("postgresql", 60, "request", SEARCH, RUN),
                stack("running", 30, "transaction", RUN)));

        assertThat(graph.millis()).isEqualTo(100);
        assertThat(names(graph)).containsExactly("request", "transaction");
        FlameGraph search = graph.children().getFirst().children().getFirst();
        assertThat(search.millis()).isEqualTo(70);
        assertThat(names(search)).containsExactly(RUN, "runs");
        assertThat(search.children().getFirst().children())
                .containsExactly(new FlameGraph("waits for PostgreSQL", Activity.POSTGRESQL, 60, List.of()));
    }

    @Test
    void everyFrameIsAsWideAsWhatIsOnIt() {
        FlameGraph graph = FlameGraph.of(profile(
                stack("running", 0.1, "a"),
                stack("lock", 0.2, "a", "b"),
                stack("lock", 0.7, "a", "b", "c"),
                stack("http", 1.3, "a", "b"),
                stack("not known yet", 2.5, "d")));

        assertThatWidthsAddUp(graph);
        assertThat(graph.millis()).isCloseTo(4.8, within(1e-9));
        assertThat(graph.children().getFirst().children().getFirst().activity()).isEqualTo(Activity.OTHER);
    }

    @Test
    void aHostileNameStaysAName() throws Exception {
        String hostile = "</script><script>alert('\"&<!--\u2028')</script>";

        String html = new FlamePage(profile(stack("running", 1, hostile))).html();

        assertThat(html).doesNotContain("alert('\"&<!--").doesNotContain(hostile);
        assertThat(html.split("</script>", -1)).hasSize(3);
        assertThat(content(html).at("/root/children/0/name").stringValue()).isEqualTo(hostile);
    }

    @Test
    void thePageAsksNobodyForAnything() throws Exception {
        String html = new FlamePage(profile(stack("running", 1, "request"))).html();

        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContainPattern("https?://|src=|@import|href=|innerHTML|url\\(");
    }

    @Test
    void everyActivityHasAColour() throws Exception {
        String html = new FlamePage(profile()).html();

        for (Activity activity : Activity.values()) {
            String colour = "--" + activity.name().toLowerCase(java.util.Locale.ROOT) + ": #";
            assertThat(html.split(colour, -1)).as(colour).hasSize(3);
        }
    }

    @Test
    void theLargestPlacesAreNamedByTheStagesOwnMethods() {
        List<String> lines = PlaceLines.of(profile(
                stack("postgresql", 400, "request", SEARCH, SEARCH + " (lambda)", RUN, "org.postgresql.A.b"),
                stack("postgresql", 220, "request", SEARCH, RUN, "org.postgresql.A.c"),
                stack("connection", 300, "transaction", RUN),
                stack("running", 79, "request", "org.apache.catalina.Filter.doFilter"),
                stack("lock", 1, "request")));

        assertThat(lines)
                .containsExactly(
                        "  62 %    620 ms  waits for PostgreSQL     under Products.search",
                        "  30 %    300 ms  waits for a connection   under Database.run",
                        "   8 %   79.0 ms  runs                     under request");
    }

    private static void assertThatWidthsAddUp(FlameGraph graph) {
        if (graph.activity() == null) {
            double sum =
                    graph.children().stream().mapToDouble(FlameGraph::millis).sum();
            assertThat(sum).as(graph.name()).isCloseTo(graph.millis(), within(1e-9));
        }
        graph.children().forEach(FlameGraphTest::assertThatWidthsAddUp);
    }

    private static JsonNode content(String html) {
        Matcher matcher = Pattern.compile("type=\"application/json\">(.*?)</script>", Pattern.DOTALL)
                .matcher(html);
        assertThat(matcher.find()).isTrue();
        return Json.tree(matcher.group(1));
    }

    private static List<String> names(FlameGraph graph) {
        return graph.children().stream().map(FlameGraph::name).toList();
    }

    private static Profile profile(Profile.Stack... stacks) {
        return new Profile("catalog", Instant.EPOCH, 1, 50, 0, 3, List.of(stacks));
    }

    private static Profile.Stack stack(String activity, double millis, String... frames) {
        return new Profile.Stack(List.of(frames), activity, millis, 1);
    }
}
