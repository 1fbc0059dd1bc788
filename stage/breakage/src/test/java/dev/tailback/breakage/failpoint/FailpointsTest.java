package dev.tailback.breakage.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailpointsTest {
    private static final Failpoint POINT = Failpoint.AFTER_DATABASE_COMMIT;

    private Path folder = Path.of("");
    private Failpoints failpoints = Failpoints.in(folder, "nobody");

    @BeforeEach
    void use(@TempDir Path folder) {
        this.folder = folder;
        failpoints = Failpoints.in(folder, "checkout");
    }

    @Test
    void whatIsNotArmedIsPassed() throws Exception {
        Files.createFile(Failpoints.armed(folder, "catalog", POINT));
        Files.createFile(Failpoints.armed(folder, "checkout", Failpoint.BEFORE_OFFSET_COMMIT));

        failpoints.pass(POINT);
    }

    @Test
    void theFirstOneStopsAndTheOthersPassUntilItIsLetGo() throws Exception {
        Files.createFile(Failpoints.armed(folder, "checkout", POINT));

        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> failpoints.pass(POINT));
        Path reached = Failpoints.reached(folder, "checkout", POINT);
        await().atMost(Duration.ofSeconds(5)).until(() -> Files.exists(reached));
        failpoints.pass(POINT);
        assertThat(first).isNotDone();

        Files.delete(reached);
        assertThat(first).succeedsWithin(Duration.ofSeconds(5));
    }
}
