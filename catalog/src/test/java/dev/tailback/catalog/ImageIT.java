package dev.tailback.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.servers.FreePorts;
import dev.tailback.lab.servers.Leash;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The files that an image has, without the jar that breaks a stage. */
@ExtendWith(ShopServersExtension.class)
class ImageIT {
    private static final Path APP = Path.of("target", "app");
    private static final Path JAR = APP.resolve("catalog.jar");

    @Test
    void noClassThatBreaksAStageIsAmongThem() throws IOException {
        try (Stream<Path> libraries = Files.list(APP.resolve("lib"))) {
            List<Path> jars = Stream.concat(Stream.of(JAR), libraries).toList();

            assertThat(jars).hasSizeGreaterThan(50);
            assertThat(jars).noneMatch(ImageIT::breaks);
        }
    }

    private static boolean breaks(Path jar) {
        try (JarFile files = new JarFile(jar.toFile())) {
            return files.stream().anyMatch(entry -> entry.getName().startsWith("dev/tailback/breakage/"));
        } catch (IOException unreadable) {
            throw new AssertionError(jar + " cannot be read", unreadable);
        }
    }

    @Test
    void aStageRunsFromThemAndHasNothingToBreakWhateverItIsTold(ShopServers servers, @TempDir Path folder)
            throws Exception {
        int port = FreePorts.find(1).getFirst();
        Map<String, String> environment = new HashMap<>(servers.environmentOf("catalog"));
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("TAILBACK_BREAKABLE", "true");
        environment.put("TAILBACK_SEEDED_BUG", "inbox-off");
        environment.put("TAILBACK_FAILPOINTS", folder.toString());
        List<String> argv = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toAbsolutePath().toString());
        Leash stage = Leash.start(
                new Leash.Command(argv, environment, folder.resolve("catalog.log"), folder.resolve("catalog.pid")));
        try (HttpClient http = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofSeconds(90)).until(() -> status(http, port, "/health") == 200);

            assertThat(status(http, port, "/demo")).isEqualTo(404);
            assertThat(status(http, port, "/products")).isEqualTo(200);
            assertThat(folder.resolve("catalog.log"))
                    .content()
                    .doesNotContain("SEEDED BUG")
                    .doesNotContain("failpoints");
        } finally {
            stage.stop(Duration.ofSeconds(10));
        }
    }

    /** 0 as long as nobody listens. */
    private static int status(HttpClient http, int port, String path) throws InterruptedException {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }
}
