package dev.tailback.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Files for servers that are not started here: whether they are YAML, know only documented keys, and hold together. */
class UnstartedConfigurationTest {
    private static final Path COMPOSE = Path.of("../compose");

    private static Map<?, ?> read(Path file) throws IOException {
        LoadSettings strict = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(200)
                .build();
        return (Map<?, ?>) new Load(strict).loadFromString(Files.readString(file));
    }

    private static Set<String> documented(String server) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/telemetry-keys.txt")).stream()
                .filter(line -> line.startsWith(server + " "))
                .map(line -> line.substring(server.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Such as {@code exporters.otlp.endpoint}; of a list, what its elements have. */
    private static Set<String> keys(Object value) {
        Set<String> found = new TreeSet<>();
        addKeys("", value, found);
        return found;
    }

    private static void addKeys(String place, Object value, Set<String> found) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, each) -> addKeys(place + "." + kind(String.valueOf(key)), each, found));
        } else if (value instanceof Collection<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            list.forEach(each -> addKeys(place, each, found));
        } else {
            found.add(place.substring(1));
        }
    }

    private static String kind(String component) {
        return component.replaceFirst("/.*", "");
    }

    @ParameterizedTest
    @CsvSource({
        "collector, ../compose/collector/collector.yaml",
        "collector, components/collector/collector.yaml",
        "tempo, ../compose/tempo/tempo.yaml",
        "loki, ../compose/loki/loki.yaml",
        "dashboards, ../compose/grafana/provisioning/dashboards/dashboards.yaml",
        "datasources, ../compose/grafana/provisioning/datasources/datasources.yaml",
    })
    void knowsOnlyDocumentedKeys(String server, Path file) throws IOException {
        assertThat(documented(server)).containsAll(keys(read(file)));
    }

    @Test
    void aKeyThatNobodyDocumentsIsSeen() {
        assertThat(keys(Map.of("exporters", Map.of("otlp/tempo", Map.of("endpiont", "tempo:4317")))))
                .containsExactly("exporters.otlp.endpiont");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../compose/collector/collector.yaml", "components/collector/collector.yaml"})
    void pipelinesUseWhatThereIsAndAllOfIt(Path file) throws IOException {
        Map<?, ?> collector = read(file);
        Map<?, ?> service = (Map<?, ?>) collector.get("service");
        for (String kind : List.of("receivers", "processors", "exporters")) {
            Set<Object> used = new TreeSet<>();
            ((Map<?, ?>) service.get("pipelines"))
                    .values()
                    .forEach(pipeline -> used.addAll((List<?>) ((Map<?, ?>) pipeline).get(kind)));
            assertThat(used).as(kind).isEqualTo(((Map<?, ?>) collector.get(kind)).keySet());
        }
        assertThat(Set.copyOf((List<?>) service.get("extensions")))
                .isEqualTo(((Map<?, ?>) collector.get("extensions")).keySet());
    }

    /** What the Collector, Grafana and Prometheus call, Compose has, at the port on which it listens. */
    @Test
    void whatIsCalledIsAServiceThatListensThere() throws IOException {
        Set<?> services = ((Map<?, ?>) read(Path.of("../compose.yaml")).get("services")).keySet();
        Map<?, ?> exporters =
                (Map<?, ?>) read(COMPOSE.resolve("collector/collector.yaml")).get("exporters");
        int tempo = port(read(COMPOSE.resolve("tempo/tempo.yaml")));
        int loki = port(read(COMPOSE.resolve("loki/loki.yaml")));

        assertThat(services.contains("tempo") && services.contains("loki") && services.contains("kafka"))
                .isTrue();
        assertThat(((Map<?, ?>) exporters.get("otlphttp/loki")).get("endpoint"))
                .isEqualTo("http://loki:" + loki + "/otlp");
        String compose = Files.readString(Path.of("../compose.yaml"));
        assertThat(compose).contains("TEMPO_URL: http://tempo:" + tempo, "LOKI_URL: http://loki:" + loki);
    }

    private static int port(Map<?, ?> file) {
        return (Integer) ((Map<?, ?>) file.get("server")).get("http_listen_port");
    }

    @Test
    void dataSourcesLeadToOneAnother() throws IOException {
        Path file = COMPOSE.resolve("grafana/provisioning/datasources/datasources.yaml");
        Set<Object> uids = ((List<?>) read(file).get("datasources"))
                .stream().map(each -> ((Map<?, ?>) each).get("uid")).collect(Collectors.toSet());

        assertThat(uids).hasSize(3);
        assertThat(Files.readString(file).lines().filter(line -> line.contains("datasourceUid:")))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(uids).anySatisfy(uid -> assertThat(line).contains("datasourceUid: " + uid)));
    }

    @Test
    void dashboardsAreLookedForWhereTheyAreMounted() throws IOException {
        Map<?, ?> file = read(COMPOSE.resolve("grafana/provisioning/dashboards/dashboards.yaml"));
        Map<?, ?> provider = (Map<?, ?>) ((List<?>) file.get("providers")).getFirst();

        assertThat(Files.readString(Path.of("../compose.yaml")))
                .contains("./compose/grafana/dashboards:" + ((Map<?, ?>) provider.get("options")).get("path") + ":ro");
    }

    /** The same on both architectures as on anybody's machine. */
    @Test
    void theWorkflowRunsWhatCiRuns() throws IOException {
        Map<?, ?> workflow = read(Path.of("../.github/workflows/ci.yml"));
        Map<?, ?> job = (Map<?, ?>) ((Map<?, ?>) workflow.get("jobs")).get("verify");
        Map<?, ?> matrix = (Map<?, ?>) ((Map<?, ?>) job.get("strategy")).get("matrix");
        List<?> steps = (List<?>) job.get("steps");

        assertThat(workflow.keySet()).isEqualTo(Set.of("name", "on", "permissions", "concurrency", "jobs"));
        assertThat(job.keySet()).isEqualTo(Set.of("strategy", "runs-on", "timeout-minutes", "steps"));
        assertThat(((List<?>) matrix.get("runner"))
                        .stream().map(String::valueOf).toList())
                .containsExactly("ubuntu-24.04", "ubuntu-24.04-arm");
        assertThat(job.get("runs-on")).isEqualTo("${{ matrix.runner }}");
        assertThat(steps.stream()
                        .map(step -> ((Map<?, ?>) step).get("run"))
                        .filter(run -> run != null)
                        .toList())
                .hasToString("[.ci/run]");
        assertThat(steps)
                .anySatisfy(step -> assertThat(String.valueOf(step))
                        .contains("actions/setup-java@", "java-version=25", "cache=maven"));
        assertThat(Files.isExecutable(Path.of("../.ci/run"))).isTrue();
    }
}
