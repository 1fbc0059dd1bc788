package dev.tailback.lab.scenario.run;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How full the stages' connection pools are. A stage that does not answer is not seen, and hides no other. */
record PoolsLook(Web web, Places places) implements Look {
    private static final List<Part> STAGES = List.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Override
    public String name() {
        return "pools";
    }

    @Override
    public void look(Notes notes) throws InterruptedException {
        for (Part stage : STAGES) {
            try {
                Answer answer = web.get(URI.create(places.url(stage) + "/admin/pool"), PATIENCE);
                if (answer.isGood()) {
                    note(stage, answer.json().path("pool_stats"), notes);
                }
            } catch (WebFailure silent) {
                notes.note("silent." + stage.id(), 1);
            }
        }
    }

    private static void note(Part stage, JsonNode pool, Notes notes) {
        notes.note("pool." + stage.id(), pool.path("utilization_percent").asDouble() / 100);
        notes.note("waiting." + stage.id(), pool.path("waiting_threads").asDouble());
    }
}
