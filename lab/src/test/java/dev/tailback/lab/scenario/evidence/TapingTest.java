package dev.tailback.lab.scenario.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.spans.FakeFlowAlerts;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapingTest {
    @TempDir
    private Path home;

    private RunFolder run = new RunFolder(Path.of(""));
    private final CountDownLatch begun = new CountDownLatch(2);

    @BeforeEach
    void makeFolder() throws IOException {
        run = new RunFolder(Files.createDirectories(home.resolve("runs/story")));
    }

    /** The first page says where to begin, the second has something, and two were missed before it. */
    private String answer(String query) {
        if (!query.contains("after=")) {
            begun.countDown();
            return "{\"requests\":[],\"items\":0,\"next\":\"7\",\"missed\":0}";
        }
        return query.contains("after=7")
                ? "{\"requests\":[{\"resource\":\"%s\"}],\"items\":3,\"next\":\"12\",\"missed\":2}"
                        .formatted(query.contains("/metrics") ? "points" : "lines")
                : "{\"requests\":[],\"items\":0,\"next\":\"12\",\"missed\":0}";
    }

    private static String unpacked(Path file) throws IOException {
        try (GZIPInputStream bytes = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(bytes.readAllBytes(), UTF_8);
        }
    }

    private boolean isAnythingLeft() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("runs"))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(".taping"));
        }
    }

    @Test
    void whatCameIsKeptAndWhatIsMissingIsSaid() throws Exception {
        try (FakeFlowAlerts flowAlerts = new FakeFlowAlerts(this::answer);
                Web web = new Web();
                Taping taping = Taping.begin(new Home(home), web, flowAlerts.ports())) {
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(taping.into(run)).isEqualTo("3 metric points and 3 log lines (4 more came and are missing)");
        }
        assertThat(unpacked(run.points())).isEqualTo("{\"resource\":\"points\"}\n");
        assertThat(unpacked(run.lines())).isEqualTo("{\"resource\":\"lines\"}\n");
        assertThat(isAnythingLeft()).isFalse();
    }

    @Test
    void aRunThatBreaksOffLeavesNothingBehind() throws Exception {
        try (FakeFlowAlerts flowAlerts = new FakeFlowAlerts(this::answer);
                Web web = new Web();
                Taping taping = Taping.begin(new Home(home), web, flowAlerts.ports())) {
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(taping).isNotNull();
        }
        assertThat(isAnythingLeft()).isFalse();
    }

    @Test
    void theRunDoesNotNoticeThatFlowAlertsIsAway() throws Exception {
        FakeFlowAlerts gone = new FakeFlowAlerts(this::answer);
        gone.close();
        try (Web web = new Web();
                Taping taping = Taping.begin(new Home(home), web, gone.ports())) {
            assertThat(taping.into(run)).startsWith("0 metric points and 0 log lines (in the end there were none: ");
        }
    }
}
