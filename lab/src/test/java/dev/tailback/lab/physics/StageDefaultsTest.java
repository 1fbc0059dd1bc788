package dev.tailback.lab.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A stage that is set up otherwise must not silently falsify what the model says and the benches measure. */
class StageDefaultsTest {
    private static final Path STAGE = Path.of("..", "stage", "src", "main", "resources", "stage.yaml");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:([^}]*)}");

    @Test
    void dispatchIsAsTheStagesHaveIt() throws IOException {
        assertThat(told("tailback.dispatch.records-per-transaction"))
                .isEqualTo(String.valueOf(StageDefaults.RECORDS_PER_TRANSACTION));
        assertThat(told("tailback.dispatch.transactions-in-flight"))
                .isEqualTo(String.valueOf(StageDefaults.TRANSACTIONS_IN_FLIGHT));
        assertThat(told("tailback.dispatch.retry.attempts")).isEqualTo(String.valueOf(StageDefaults.ATTEMPTS));
        assertThat(told("tailback.dispatch.retry.budget")).isEqualTo(String.valueOf(StageDefaults.RETRY_BUDGET));
        assertThat(duration("tailback.dispatch.retry.first")).isEqualTo(StageDefaults.FIRST_PAUSE);
        assertThat(duration("tailback.dispatch.retry.longest")).isEqualTo(StageDefaults.LONGEST_PAUSE);
    }

    @Test
    void thePoolIsAsTheStagesHaveIt() throws IOException {
        assertThat(told("spring.datasource.hikari.maximum-pool-size"))
                .isEqualTo(String.valueOf(StageDefaults.POOL.maximum()));
        assertThat(Double.parseDouble(told("spring.datasource.hikari.connection-timeout")) / 1_000)
                .isEqualTo(StageDefaults.POOL.timeout());
    }

    @Test
    void aPollIsAsTheStagesHaveIt() throws IOException {
        assertThat(told("spring.kafka.consumer.max-poll-records"))
                .isEqualTo(String.valueOf(StageDefaults.MOST_PER_POLL));
    }

    private static Duration duration(String key) throws IOException {
        String text = told(key);
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text);
    }

    /** What the file says where no variable overrules it. */
    private static String told(String key) throws IOException {
        Object found = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(STAGE));
        for (String name : key.split("\\.")) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(name), key);
        }
        return VARIABLE.matcher(found.toString()).replaceAll("$1");
    }
}
