package dev.tailback.lab.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.DeadLetterHeaders;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordReadingTest {
    private static final String DEAD = Topics.dead(Topics.CARTS, Reader.CHECKOUT.group());
    private static final TopicPartition PARTITION = new TopicPartition(DEAD, 0);
    private static final Map<TopicPartition, Cut> READ_BY_CHECKOUT =
            Cut.of(Map.of(Reader.CHECKOUT, Map.of(PARTITION, 1L)), Map.of(PARTITION, 0L), Map.of(PARTITION, 1L));

    @TempDir
    private Path folder;

    @Test
    void aDeadLetterThatCheckoutHasReadMustHaveEndedItsOrder() throws IOException {
        assertThat(read(letter())).isEqualTo("letters=1 strays=0 wrong=[LOST]");
    }

    @Test
    void aRecordInADeadLetterTopicThatIsNoLetterEndsNoOrder() throws IOException {
        assertThat(read(new RecordHeaders())).isEqualTo("letters=0 strays=1 wrong=[]");
        for (Header missing : Header.values()) {
            assertThat(read(letter().remove(missing.name))).as(missing.name).isEqualTo("letters=0 strays=1 wrong=[]");
        }
    }

    private enum Header {
        TOPIC(DeadLetterHeaders.TOPIC, Topics.CARTS),
        PARTITION(DeadLetterHeaders.PARTITION, "3"),
        OFFSET(DeadLetterHeaders.OFFSET, "17"),
        GROUP(DeadLetterHeaders.GROUP, "checkout"),
        REASON(DeadLetterHeaders.REASON, "unreadable");

        private final String name;
        private final String value;

        Header(String name, String value) {
            this.name = name;
            this.value = value;
        }
    }

    private static Headers letter() {
        Headers headers = new RecordHeaders();
        for (Header header : Header.values()) {
            EventHeaders.put(headers, header.name, header.value);
        }
        return headers;
    }

    /** What the reading and the judge make of one record under an order's key of which nobody else tells. */
    private String read(Headers headers) throws IOException {
        try (Spill orders = new Spill(folder, "orders");
                Spill events = new Spill(folder, "events")) {
            RecordReading reading = new RecordReading(READ_BY_CHECKOUT, new OrderFacts(orders), new EventFacts(events));
            byte[] key = UuidV7.at(Orders.MADE).toString().getBytes(UTF_8);
            reading.read(new ConsumerRecord<>(
                    DEAD,
                    0,
                    0,
                    Orders.MADE.toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    key,
                    null,
                    headers,
                    Optional.empty()));
            List<Wrong> wrong = new ArrayList<>();
            OrderJudge judge = new OrderJudge(Orders.TERMS, (kind, order, sentence) -> wrong.add(kind));
            Dossier dossier = new Dossier();
            orders.forEach((high, low, facts, starts, count) -> {
                OrderFacts.replay(facts, starts, count, dossier.of(high, low));
                judge.judge(dossier);
            });
            return "letters=" + reading.deadLetters() + " strays=" + reading.strays() + " wrong=" + wrong;
        }
    }
}
