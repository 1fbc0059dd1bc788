package dev.tailback.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SchemasTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Set<String> everyType() {
        return Contract.read().keySet();
    }

    static Stream<Arguments> everyPropertyOfEveryType() {
        return everyType().stream()
                .flatMap(type -> JSON.readTree(Contract.golden(type))
                        .propertyStream()
                        .map(property -> Arguments.of(type, property.getKey())));
    }

    @Test
    void everyTypeHasASchemaAndEverySchemaAType() {
        assertThat(Contract.filesIn(Contract.SCHEMAS)).isEqualTo(everyType());
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void everyGoldenFileIsValid(String type) {
        assertThat(errors(type, Contract.golden(type))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyPropertyOfEveryType")
    void aPropertyThatIsMissingIsNotValid(String type, String property) {
        ObjectNode golden = (ObjectNode) JSON.readTree(Contract.golden(type));
        golden.remove(property);

        assertThat(errors(type, golden.toString()))
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage()).contains("'" + property + "'"));
    }

    @ParameterizedTest
    @MethodSource("everyPropertyOfEveryType")
    void aPropertyOfAnotherKindIsNotValid(String type, String property) {
        ObjectNode golden = (ObjectNode) JSON.readTree(Contract.golden(type));
        golden.put(property, true);

        assertThat(errors(type, golden.toString())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void aNewerWriterMayAddWhatItLikes(String type) {
        ObjectNode golden = (ObjectNode) JSON.readTree(Contract.golden(type));
        golden.putArray("added_later").add(1);

        assertThat(errors(type, golden.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CartSubmitted.v3 | \"SKU-00001\"    | \"SKU-1\"",
                "CartSubmitted.v3 | \"quantity\":2   | \"quantity\":1001",
                "CartSubmitted.v3 | \"cents\":4999   | \"cents\":-1",
                "CartSubmitted.v3 | 400000******0341 | 4000000000000341",
                "CartSubmitted.v3 | T12:00:45Z       | at noon",
                "OrderFailed.v1   | payment_unavailable | bad_luck",
                "StockReserved.v1 | -7abc-           | -4abc-",
            })
    void aValueThatTheCodeWouldRefuseIsNotValid(String type, String right, String wrong) {
        String broken = Contract.golden(type).replace(right, wrong);

        assertThat(broken).isNotEqualTo(Contract.golden(type));
        assertThat(errors(type, broken)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void aSchemaIsOfDialect202012AndNamedAsItsFile(String type) {
        JsonNode schema = JSON.readTree(Contract.schema(type));

        assertThat(schema.get("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.get("$id").asString()).isEqualTo("urn:tailback:events:" + type);
        assertThat(schema.get("title").asString()).isEqualTo(type);
        assertThat(schema.get("additionalProperties").asBoolean()).isTrue();
    }

    private static List<Error> errors(String type, String json) {
        Schema schema = SCHEMAS.getSchema(Contract.schema(type));
        return schema.validate(
                json,
                InputFormat.JSON,
                execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
