package dev.tailback.lab.elsewhere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.Proportions;
import dev.tailback.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What commands with --target compose take for granted of compose.yaml. */
class ComposeFileTest {
    private static final Ports STANDARD = Ports.standard();
    private final Map<String, Map<String, ?>> services = services();

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, ?>> services() {
        try {
            Object file = new Load(LoadSettings.builder()
                            .setMaxAliasesForCollections(200)
                            .build())
                    .loadFromString(Files.readString(Path.of("../compose.yaml")));
            return (Map<String, Map<String, ?>>) ((Map<String, ?>) file).get("services");
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private List<String> ports(String service) {
        Map<String, ?> fields = services.get(service);
        return Stream.ofNullable(fields == null ? null : fields.get("ports"))
                .flatMap(ports -> ((List<?>) ports).stream())
                .map(String::valueOf)
                .toList();
    }

    @Test
    void everyPartIsAServiceOnTheLabsOwnPort() {
        assertThat(Part.values())
                .allSatisfy(part -> assertThat(ports(part.id()))
                        .anySatisfy(port -> assertThat(port).startsWith("127.0.0.1:" + STANDARD.of(part) + ":")));
        assertThat(ports(ComposeShop.CONTROL_ROOM))
                .containsExactly("127.0.0.1:%1$d:%1$d".formatted(STANDARD.controlRoom()));
    }

    @Test
    void nothingIsPublishedBeyondLoopback() {
        assertThat(services.keySet())
                .flatExtracting(this::ports)
                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @Test
    void everyContainerIsBoundedAndPinned() {
        assertThat(services.entrySet()).allSatisfy(service -> {
            assertThat(String.valueOf(service.getValue().get("image")))
                    .as(service.getKey())
                    .contains(":")
                    .doesNotEndWith(":latest");
            if (!service.getKey().equals("secrets")) {
                assertThat(field(service.getValue(), "mem_limit"))
                        .as(service.getKey())
                        .isNotNull();
            }
        });
    }

    /** Docker refuses to start a container with a part of a volume that is not there yet. */
    @Test
    void whoReadsASecretWaitsForWhatWasMadeAfterIt() {
        assertThat(services.entrySet())
                .filteredOn(service ->
                        String.valueOf(service.getValue().get("volumes")).contains("source=secrets"))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(String.valueOf(field(service.getValue(), "depends_on")))
                        .as(service.getKey())
                        .containsAnyOf("secrets", "prepare", "postgres"));
    }

    /** What a measured scenario sets, whatever each has besides. */
    @Test
    void sizesAreTakenFromTheEnvironment() {
        Proportions sizes = new Proportions(7, 9, 1);
        assertThat(Containers.SIZED).allSatisfy(part -> {
            String service = String.valueOf(services.get(part.id()));
            assertThat(sizes.of(part).keySet())
                    .as(part.id())
                    .allSatisfy(variable -> assertThat(service).contains("=${" + variable + ":-500}"));
            assertThat(service.contains("cpuset=${" + Containers.POSTGRES_CPUS + ":-}"))
                    .as(part.id())
                    .isEqualTo(part == Part.POSTGRES || part == Part.REPLICA);
        });
    }

    /** Rules group by it, and the variable replaces what a process would say of itself. */
    @Test
    void everyStageSaysToWhichShopItBelongs() {
        assertThat(List.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY, Part.RELAY))
                .allSatisfy(part -> assertThat(String.valueOf(services.get(part.id())))
                        .contains("OTEL_RESOURCE_ATTRIBUTES=service.namespace=" + Telemetry.NAMESPACE + ","));
    }

    private static Object field(Map<String, ?> service, String name) {
        Object merged = service.get("<<");
        return service.get(name) != null || !(merged instanceof Map<?, ?> base) ? service.get(name) : base.get(name);
    }
}
