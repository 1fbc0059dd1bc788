package dev.tailback.lab.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.SharedLab;
import dev.tailback.lab.testlab.TestLab;
import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/** Profiles of stages as a user takes them, while shoppers search with the indexes and without. */
@Isolated("compares where time goes")
@SharedLab({"--products", "300000", "--leave-dead"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProfileIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Path home;
    private TestLab lab;

    @BeforeAll
    void start(TestLab shared) {
        lab = shared;
        home = shared.home;
    }

    @AfterAll
    void end() {
        threads.close();
    }

    @Test
    @Order(1)
    void theSearchStandsOutWhileItsIndexesAreMissing() throws Exception {
        assertThat(lab.cli.run("fault", "missing-index").exitCode()).isZero();
        Profile unindexed = profileUnderLoad();
        assertThat(lab.cli.run("clear", "missing-index").exitCode()).isZero();
        Profile cleared = profileUnderLoad();

        assertThat(isSearchInPostgres(largest(unindexed).getFirst()))
                .as(largest(unindexed).toString())
                .isTrue();
        assertThat(isSearchInPostgres(largest(cleared).getFirst()))
                .as(largest(cleared).toString())
                .isFalse();
        assertThat(shareOfSearch(cleared)).as(largest(cleared).toString()).isLessThan(shareOfSearch(unindexed) / 2);
    }

    @Test
    @Order(2)
    void thePageIsAFileAndTheLargestPlacesAreOnTheTerminal() throws Exception {
        Future<Cli.Result> load = load();

        Cli.Result result = lab.cli.run("profile", "checkout", "--for", "5s");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("at work in 5 s:", " under ", "The flame graph is in " + home);
        assertThat(load.get().exitCode()).isZero();
        try (Stream<Path> pages = Files.list(home.resolve("profiles"))) {
            assertThat(pages)
                    .singleElement()
                    .satisfies(page ->
                            assertThat(page).content().contains("\"service\":\"checkout\"", "dev.tailback.checkout."));
        }
    }

    @Test
    @Order(3)
    void thereIsOneAtATimeAndItCanBeEnded() throws Exception {
        URI uri = URI.create(lab.ports.url(Part.CATALOG) + "/admin/profile");
        Future<Cli.Result> first = threads.submit(() -> lab.cli.run("profile", "catalog", "--for", "5m"));
        await().atMost(SOON)
                .until(() -> lab.web.get(uri, SOON).json().path("until").isString());

        Cli.Result second = lab.cli.run("profile", "catalog", "--for", "1s");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output()).contains("catalog cannot be profiled: a profile is being taken until 20");

        lab.web.delete(uri, SOON).demandGood();
        assertThat(first.get().exitCode()).isZero();
    }

    @Test
    @Order(4)
    void aStageThatIsGoneCannotBeProfiled() throws Exception {
        lab.kill("inventory");

        await().atMost(SOON)
                .until(() -> lab.cli
                        .run("profile", "inventory", "--for", "1s")
                        .output()
                        .contains("inventory is dead"));
    }

    private Future<Cli.Result> load() {
        return threads.submit(() -> lab.cli.run("load", "--rate", "3", "--for", "12s"));
    }

    private Profile profileUnderLoad() throws Exception {
        Future<Cli.Result> load = load();
        await().atMost(SOON).until(this::isAtWork);
        Cli.Result profile = lab.cli.run("profile", "catalog", "--for", "8s", "--json");
        load.get();
        assertThat(profile.exitCode()).as(profile.output()).isZero();
        return Json.read(profile.output(), Profile.class);
    }

    /** Shoppers have come. */
    private boolean isAtWork() throws IOException, InterruptedException {
        return lab.cli
                .run("profile", "catalog", "--for", "1s", "--json")
                .output()
                .contains("ProductsHttp");
    }

    private static List<Places.Place> largest(Profile profile) {
        return new Places(profile).largest(10);
    }

    private static double shareOfSearch(Profile profile) {
        return largest(profile).stream()
                .filter(ProfileIT::isSearchInPostgres)
                .mapToDouble(Places.Place::share)
                .sum();
    }

    private static boolean isSearchInPostgres(Places.Place place) {
        return place.activity() == Activity.POSTGRESQL && place.under().equals("Products.search");
    }
}
