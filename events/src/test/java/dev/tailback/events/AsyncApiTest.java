package dev.tailback.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What asyncapi.yaml says is what the code does. */
class AsyncApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode DOCUMENT = document();
    private static final Set<String> STAGES = Set.of("catalog", "checkout", "inventory");

    @Test
    void isAsyncApi3() {
        assertThat(DOCUMENT.get("asyncapi").asString()).isEqualTo("3.0.0");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = references(DOCUMENT);

        assertThat(references).hasSizeGreaterThan(50).allSatisfy(AsyncApiTest::assertResolves);
    }

    @Test
    void everyTypeIsAMessageWithItsSchemaAndNothingElseIs() {
        Map<String, String> payloads = new TreeMap<>();
        DOCUMENT.at("/components/messages")
                .propertyStream()
                .filter(message -> !message.getKey().equals("DeadLetter"))
                .forEach(message -> payloads.put(
                        Contract.unprefixed(message.getValue().get("name").asString()),
                        message.getValue().at("/payload/$ref").asString()));

        assertThat(payloads.keySet()).isEqualTo(Contract.read().keySet()).isEqualTo(Contract.filesIn(Contract.SCHEMAS));
        assertThat(payloads)
                .allSatisfy((type, payload) ->
                        assertThat(payload).isEqualTo("./" + Contract.SCHEMAS + "/" + type + ".json"));
    }

    @Test
    void everyMessageIsInTheChannelOfItsTopicUnderItsType() {
        for (String topic : Topics.ALL) {
            JsonNode channel = DOCUMENT.at("/channels/" + topic);
            Set<String> carried = typesWhere(event -> topicOf(event).equals(topic), Contract.read());

            assertThat(channel.get("address").asString()).isEqualTo(topic);
            assertThat(channel.at("/bindings/kafka/partitions").asInt()).isEqualTo(Topics.PARTITIONS);
            assertThat(messages(channel.get("messages").values().stream())).isEqualTo(carried);
        }
        assertThat(names(DOCUMENT.get("channels"))).containsExactlyInAnyOrder("carts", "orders", "stock", "dead");
    }

    @Test
    void everyMessageHasTheHeadersOfItsType() {
        Contract.read().keySet().forEach(type -> {
            JsonNode headers = DOCUMENT.at("/components/messages/" + type.replace('.', '_') + "/headers/allOf");

            assertThat(headers.get(0).get("$ref").asString()).isEqualTo("#/components/schemas/EventHeaders");
            assertThat(headers.get(1).at("/properties/ce_type/const").asString())
                    .isEqualTo(Contract.PREFIX + type);
        });
    }

    @Test
    void theHeadersAreThoseOfTheCode() {
        assertThat(names(DOCUMENT.at("/components/schemas/EventHeaders/properties")))
                .isEqualTo(constants(EventHeaders.class));
        Set<String> dead = constants(DeadLetterHeaders.class);
        dead.add(EventHeaders.TRACEPARENT);
        assertThat(names(DOCUMENT.at("/components/schemas/DeadHeaders/properties")))
                .isEqualTo(dead);
    }

    @Test
    void everyStageReceivesWhatItReadsInEveryVersion() {
        for (String stage : STAGES) {
            Set<String> read = Topics.readBy(stage).stream()
                    .map(topic -> stage + " " + topic + " "
                            + typesWhere(event -> topicOf(event).equals(topic), Contract.read()))
                    .collect(Collectors.toSet());

            assertThat(operations("receive", stage)).isEqualTo(read);
        }
        assertThat(DOCUMENT.at("/operations/checkout_receives_dead/action").asString())
                .isEqualTo("receive");
    }

    @Test
    void everyTopicHasOneStageThatSendsInTheNewestVersion() {
        Set<String> sent = STAGES.stream()
                .flatMap(stage -> operations("send", stage).stream())
                .collect(Collectors.toSet());

        assertThat(sent)
                .containsExactlyInAnyOrder(
                        "catalog carts " + typesWhere(CartEvent.class::isAssignableFrom, Contract.written()),
                        "checkout orders " + typesWhere(OrderEvent.class::isAssignableFrom, Contract.written()),
                        "inventory stock " + typesWhere(StockEvent.class::isAssignableFrom, Contract.written()));
    }

    @Test
    void everyDeadLetterTopicHasAnAddress() {
        JsonNode dead = DOCUMENT.at("/channels/dead");
        Set<String> addresses = new TreeSet<>();
        for (JsonNode topic : dead.at("/parameters/topic/enum")) {
            for (JsonNode group : dead.at("/parameters/group/enum")) {
                addresses.add(dead.get("address")
                        .asString()
                        .replace("{topic}", topic.asString())
                        .replace("{group}", group.asString()));
            }
        }

        assertThat(addresses).containsAll(Topics.allDead());
    }

    private static JsonNode document() {
        Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(Contract.text(Contract.ASYNCAPI));
        return JSON.valueToTree(loaded);
    }

    private static List<String> references(JsonNode node) {
        List<String> references = new ArrayList<>();
        if (node.isObject() && node.has("$ref")) {
            references.add(node.get("$ref").asString());
        }
        node.forEach(child -> references.addAll(references(child)));
        return references;
    }

    private static void assertResolves(String reference) {
        if (reference.startsWith("#")) {
            assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        } else {
            JsonNode schema = JSON.readTree(Contract.text(Path.of(reference)));
            assertThat(references(schema))
                    .allSatisfy(
                            inner -> assertThat(schema.at(inner.substring(1)).isMissingNode())
                                    .as(reference + inner)
                                    .isFalse());
        }
    }

    /** Like {@code checkout stock [StockRefused.v1, …]}, but for dead letters. */
    private static Set<String> operations(String action, String stage) {
        return DOCUMENT.get("operations").values().stream()
                .filter(operation -> operation.get("action").asString().equals(action))
                .filter(operation -> operation.at("/tags/0/name").asString().equals(stage))
                .filter(operation -> !lastStep(operation.get("channel")).equals("dead"))
                .map(operation -> stage + " " + lastStep(operation.get("channel")) + " "
                        + messages(operation.get("messages").valueStream()))
                .collect(Collectors.toSet());
    }

    private static Set<String> messages(Stream<JsonNode> references) {
        return references
                .map(reference -> lastStep(reference).replace('_', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String lastStep(JsonNode reference) {
        String path = reference.get("$ref").asString();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    private static Set<String> typesWhere(Predicate<Class<?>> chosen, Map<String, Class<?>> types) {
        return types.entrySet().stream()
                .filter(type -> chosen.test(type.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String topicOf(Class<?> event) {
        return Examples.ofEveryEvent().stream()
                .filter(event::isInstance)
                .map(Topics::of)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example of " + event));
    }

    private static Set<String> constants(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(AsyncApiTest::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(field + " is public", hidden);
        }
    }
}
