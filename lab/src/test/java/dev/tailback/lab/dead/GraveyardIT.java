package dev.tailback.lab.dead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.events.EventHeaders;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.lab.topics.Log;
import dev.tailback.lab.topics.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShopServersExtension.class)
class GraveyardIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    /** Of this test alone: the servers are shared. */
    private final String topic = "t" + UUID.randomUUID().toString().substring(0, 8);

    private final String dead = topic + ".checkout.dead";
    private final String servers;
    private KafkaProducer<byte[], byte[]> producer;
    private Graveyard graveyard;

    GraveyardIT(ShopServers servers) {
        this.servers = servers.bootstrapServers();
    }

    @BeforeEach
    void prepare() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(
                            new NewTopic(topic, Optional.of(2), Optional.empty()),
                            new NewTopic(dead, Optional.of(2), Optional.empty())))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer());
        graveyard = new Graveyard(servers);
    }

    @AfterEach
    void close() {
        graveyard.close();
        producer.close();
    }

    @Test
    void listsTheNewestAndSaysHowManyThereAre() throws Exception {
        bury("k1", "{}");
        bury("k2", "{}");
        Place last = bury("k3", "{}");

        Listing listing = listing(2, false);

        assertThat(listing.total()).isEqualTo(3);
        assertThat(listing.rows()).hasSize(2).last().satisfies(row -> {
            assertThat(row.at()).isEqualTo(last.toString());
            assertThat(row.state()).isEqualTo("dead");
            assertThat(row.reason()).isEqualTo("it is poison");
            assertThat(row.origin()).isEqualTo(topic + "-1@7");
            assertThat(row.traceId()).isEqualTo(TRACE);
            assertThat(row.type()).isEqualTo("dev.tailback.CartSubmitted.v2");
        });
        assertThat(LetterLines.of(listing, false, Integer.MAX_VALUE))
                .last()
                .isEqualTo("The newest 2 of 3; --limit shows more.");
        assertThat(LetterLines.of(listing, false, 80)).hasSize(5).allMatch(line -> line.length() <= 80);
    }

    @Test
    void showsAllOfOneWithoutLettingItTouchTheTerminal() throws Exception {
        Place place = bury("k\033[2J", "{\"a\":[1,\"\\u001b]0;title\\u0007\"]}");

        List<String> lines = LetterLines.of(graveyard.at(place), graveyard.settledAs(place));

        assertThat(lines)
                .contains(
                        "reason     it is poison",
                        "came from  " + topic + "-1@7",
                        "read by    checkout",
                        "trace      " + TRACE,
                        "key        k\\u001b[2J",
                        "  \"a\" : [ 1, \"\\u001B]0;title\\u0007\" ]".indent(2).stripTrailing())
                .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
    }

    @Test
    void replaysTheOriginalAsItWasAndListsItNoLonger() throws Exception {
        Place place = bury("k1", "payload");

        Settlement.Result result = graveyard.settle(place, Settled.REPLAYED);

        assertThat(result.settledByTopic()).isEqualTo(Map.of(topic, 1));
        ConsumerRecord<byte[], byte[]> original = records(topic).getFirst();
        assertThat(original.key()).isEqualTo("k1".getBytes(UTF_8));
        assertThat(original.value()).isEqualTo("payload".getBytes(UTF_8));
        assertThat(Arrays.stream(original.headers().toArray()).map(Header::key))
                .containsExactly("ce_id", "ce_type", "traceparent", "tailback_replayed");
        assertThat(EventHeaders.text(original.headers(), "ce_id")).contains("id-of-k1");
        assertThat(listing(10, false).total()).isZero();
        assertThat(listing(10, true).rows().getFirst().state()).isEqualTo("replayed");
    }

    @Test
    void replaysAllOnceAndOneAsOftenAsItIsAskedFor() throws Exception {
        Place first = bury("k1", "a");
        bury("k2", "b");
        bury(null, null);

        assertThat(graveyard.settleAll(topic, Settled.REPLAYED).settledByTopic())
                .isEqualTo(Map.of(topic, 3));
        assertThat(graveyard.settleAll(topic, Settled.REPLAYED).settledByTopic())
                .isEmpty();
        graveyard.settle(first, Settled.REPLAYED);

        assertThat(records(topic)).hasSize(4);
    }

    @Test
    void aDroppedOneIsNeitherListedNorReplayedWithTheOthers() throws Exception {
        Place dropped = bury("k1", "a");
        bury("k2", "b");

        graveyard.settle(dropped, Settled.DROPPED);
        graveyard.settleAll(topic, Settled.REPLAYED);

        assertThat(records(topic)).extracting(ConsumerRecord::key).containsExactly("k2".getBytes(UTF_8));
        assertThat(listing(10, true).rows()).extracting(Listing.Row::state).containsOnly("dropped", "replayed");
    }

    @Test
    void whatNamesNoOriginIsSaidAndDoesNotHoldUpTheOthers() throws Exception {
        Place stray = send(new ProducerRecord<>(dead, 0, "k".getBytes(UTF_8), null));
        ProducerRecord<byte[], byte[]> moved = new ProducerRecord<>(dead, 0, null, null);
        EventHeaders.put(moved.headers(), "dead_topic", "gone");
        send(moved);
        bury("k1", "a");

        Settlement.Result result = graveyard.settleAll(topic, Settled.REPLAYED);

        assertThat(result.settledByTopic()).isEqualTo(Map.of(topic, 1));
        assertThat(result.failed()).isEqualTo(2);
        assertThat(result.failures())
                .anySatisfy(line -> assertThat(line).contains(stray.toString(), "dead_topic is missing"))
                .anySatisfy(line -> assertThat(line).contains("'gone' does not exist"));
        assertThat(listing(10, false).total()).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsRefusedInASentence() {
        assertThatThrownBy(() -> graveyard.at(new Place(dead, 0, 99)))
                .hasMessageContaining("no record at " + dead + "-0@99");
        assertThatThrownBy(() -> graveyard.at(new Place(dead, 9, 0)))
                .hasMessageContaining("no partition 9 of " + dead + ": 0 to 1");
        assertThatThrownBy(() -> graveyard.at(new Place(topic, 0, 0)))
                .hasMessageContaining("'" + topic + "' is no dead-letter topic");
        assertThatThrownBy(() -> graveyard.topics("nonsense"))
                .hasMessageContaining("--topic 'nonsense' has no dead letters");
    }

    private Listing listing(int limit, boolean allStates) throws InterruptedException {
        // As another command would: with eyes of its own.
        try (Graveyard fresh = new Graveyard(servers)) {
            Listing listing = new Listing(limit, allStates);
            fresh.scan(topic, listing::add);
            return listing;
        }
    }

    private Place bury(String key, String value) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                dead, null, key == null ? null : key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
        EventHeaders.put(record.headers(), "ce_id", "id-of-" + key);
        EventHeaders.put(record.headers(), "ce_type", "dev.tailback.CartSubmitted.v2");
        EventHeaders.put(record.headers(), "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
        EventHeaders.put(record.headers(), "dead_reason", "it is poison");
        EventHeaders.put(record.headers(), "dead_topic", topic);
        EventHeaders.put(record.headers(), "dead_partition", "1");
        EventHeaders.put(record.headers(), "dead_offset", "7");
        EventHeaders.put(record.headers(), "dead_group", "checkout");
        return send(record);
    }

    private Place send(ProducerRecord<byte[], byte[]> record) throws Exception {
        RecordMetadata sent = producer.send(record).get();
        return new Place(sent.topic(), sent.partition(), sent.offset());
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String from) throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Log log = new Log(servers)) {
            log.readAll(List.of(new TopicPartition(from, 0), new TopicPartition(from, 1)), records::add);
        }
        return records;
    }
}
