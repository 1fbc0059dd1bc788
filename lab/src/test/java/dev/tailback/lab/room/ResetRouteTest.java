package dev.tailback.lab.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.control.ControlRoom;
import dev.tailback.lab.control.PageToken;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetRouteTest {
    @TempDir
    Path folder;

    @Test
    void whatCannotBeEndedKeepsNothingFromBeingEndedAndCleared() throws Exception {
        List<String> ended = new ArrayList<>();
        Faults faults = new Faults(List.of(), folder.resolve("faults.json"), line -> {});
        ResetRoute reset = new ResetRoute(
                faults,
                List.of(
                        () -> {
                            throw new Refusal("the run does not end");
                        },
                        () -> ended.add("the walk")));

        try (ControlRoom room = new ControlRoom(0, PageToken.random(), List.of(reset.route()));
                Web web = new Web()) {
            Answer answer = web.post(
                    URI.create("http://127.0.0.1:" + room.port() + "/api/room/reset"),
                    Map.of(),
                    Duration.ofSeconds(10));

            assertThat(answer.text()).isEqualTo("{\"cleared\":[],\"left\":[\"the run does not end\"]}");
            assertThat(ended).containsExactly("the walk");
        }
    }
}
