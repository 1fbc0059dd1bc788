package dev.tailback.lab.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorkeeperTest {
    private static final String PATH = "/api/shutdown";
    private static final Set<String> POST = Set.of("POST");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "localhost", "[::1]:8080"})
    void jsonFromLoopbackMayEnter(String host) {
        assertThat(Doorkeeper.refuse("POST", PATH, host, "application/json; charset=utf-8", POST))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1", ""})
    void aForeignNameThatPointsHereIsTurnedAway(String host) {
        assertThat(status("POST", PATH, host, "application/json")).isEqualTo(403);
        assertThat(status("POST", PATH, null, "application/json")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""})
    void whatAFormCanSendIsTurnedAway(String contentType) {
        assertThat(status("POST", PATH, "localhost", contentType)).isEqualTo(415);
        assertThat(status("POST", PATH, "localhost", null)).isEqualTo(415);
    }

    @Test
    void onlyAMethodThatIsAtThePathFits() {
        assertThat(status("GET", PATH, "localhost", "application/json")).isEqualTo(405);
        assertThat(Doorkeeper.refuse("POST", PATH + "/now", "localhost", "application/json", Set.of()))
                .hasValueSatisfying(problem -> assertThat(problem.status()).isEqualTo(404));
    }

    @Test
    void whateverChangesSomethingMustBeJson() {
        assertThat(Doorkeeper.refuse("PUT", PATH, "localhost", null, Set.of("GET", "PUT")))
                .hasValueSatisfying(problem -> assertThat(problem.status()).isEqualTo(415));
        assertThat(Doorkeeper.refuse("GET", PATH, "localhost", null, Set.of("GET", "PUT")))
                .isEmpty();
    }

    private static int status(String method, String path, @Nullable String host, @Nullable String contentType) {
        return Doorkeeper.refuse(method, path, host, contentType, POST)
                .map(Problem::status)
                .orElse(200);
    }
}
