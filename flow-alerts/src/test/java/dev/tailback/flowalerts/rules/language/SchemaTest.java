package dev.tailback.flowalerts.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tailback.flowalerts.rules.CodeExample;
import dev.tailback.flowalerts.rules.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema that editors use says the same as the reader, as far as a schema can. */
class SchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FILE = Path.of("rules/rules.schema.json");

    /** Others are about YAML itself, about conditions and templates, or about what stands far apart. */
    private static final Set<String> WRONG_IN_SHAPE =
            Set.of("FA009", "FA101", "FA102", "FA103", "FA104", "FA105", "FA106", "FA108", "FA109", "FA308");

    private static JsonNode schema() throws IOException {
        return JSON.readTree(Files.readString(FILE));
    }

    private static List<Error> errors(String yaml) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FILE), InputFormat.JSON);
        List<Error> errors = new ArrayList<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            errors.addAll(schema.validate(JSON.writeValueAsString(document), InputFormat.JSON));
        }
        return errors;
    }

    @Test
    void hasTheFieldsThatTheReaderHas() throws IOException {
        assertThat(fields("rule")).containsExactlyInAnyOrderElementsOf(RuleReader.FIELDS);
        assertThat(fields("original")).containsExactlyInAnyOrderElementsOf(OriginalReader.FIELDS);
        assertThat(fields("stage")).containsExactlyInAnyOrderElementsOf(StageReader.FIELDS);
        assertThat(fields("atom")).containsExactlyInAnyOrderElementsOf(AtomReader.FIELDS);
        assertThat(fields("limit")).containsExactlyInAnyOrderElementsOf(LimitReader.FIELDS);
        assertThat(schema().at("/$defs/original/properties/conditions/items/properties/operator/enum")
                        .valueStream())
                .extracting(JsonNode::asString)
                .containsExactlyElementsOf(OriginalReader.operators());
    }

    private static List<String> fields(String what) throws IOException {
        return schema().at("/$defs/" + what + "/properties")
                .propertyStream()
                .map(entry -> entry.getKey())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> whatIsRightIsValid() throws IOException {
        Stream<String> codes = CodeExample.all().stream()
                .filter(example -> example.isYaml() && !example.code().startsWith("FA7"))
                .map(CodeExample::right);
        Stream<String> reference = Page.read("flow-alerts.md").sections().stream()
                .flatMap(section -> section.of("rule").stream())
                .map(Page.Example::text);
        return Stream.concat(codes, reference)
                .map(text -> DynamicTest.dynamicTest(
                        text.lines().findFirst().orElse(""),
                        () -> assertThat(errors(text)).isEmpty()));
    }

    @Test
    void shippedRulesAreValid() throws IOException {
        for (String folder : List.of("rules", "examples")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".yaml")
                                && !path.toString().endsWith(".test.yaml"))
                        .toList()) {
                    assertThat(errors(Files.readString(file)))
                            .as(file.toString())
                            .isEmpty();
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongInItsShapeIsNotValid() throws IOException {
        return CodeExample.all().stream()
                .filter(example -> WRONG_IN_SHAPE.contains(example.code()))
                .map(example -> DynamicTest.dynamicTest(
                        example.code(),
                        () -> assertThat(errors(example.wrong())).isNotEmpty()));
    }
}
