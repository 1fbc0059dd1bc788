package dev.tailback.lab.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.DeadLetterHeaders;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes facts of Kafka's records, as they were seen from the moment when committed offsets and ends were noted. */
final class RecordReading implements KafkaLog.Records {
    private static final String RECONCILED = "tailback_reconciled";
    private static final Map<String, Reader> SENDERS = Map.of(
            "/tailback/catalog", Reader.CATALOG,
            "/tailback/checkout", Reader.CHECKOUT,
            "/tailback/inventory", Reader.INVENTORY);
    /** Clocks of several senders are not one. */
    private static final long DISORDER_MILLIS = 60_000;

    /** The shop has nine types; what else is sent from outside is not worth remembering. */
    private static final int MOST_TYPES = 100;

    private final Map<TopicPartition, Cut> cuts;
    private final OrderFacts orders;
    private final EventFacts events;
    private final Map<String, Told> types = new HashMap<>();
    private final Set<TopicPartition> truncated = new HashSet<>();
    private TopicPartition partition = new TopicPartition("", 0);
    private Cut cut = new Cut(-1, null, 0, 0, new long[Reader.ALL.length]);
    private long heldSince;
    private long records;
    private long deadLetters;
    private long strays;

    RecordReading(Map<TopicPartition, Cut> cuts, OrderFacts orders, EventFacts events) {
        this.cuts = cuts;
        this.orders = orders;
        this.events = events;
    }

    long records() {
        return records;
    }

    long deadLetters() {
        return deadLetters;
    }

    /** Records in dead-letter topics that no stage has put there: checkout ends no order by them, so neither do they here. */
    long strays() {
        return strays;
    }

    /** Records of events that happened since then are all there, as far as retention goes. */
    long heldSince() {
        return heldSince;
    }

    @Override
    public void read(ConsumerRecord<byte[], Void> record) throws IOException {
        moveTo(record);
        Envelope envelope = new Envelope();
        envelope.open(record);
        boolean hasOrder = isId(record.key()) && Ids.isTimed(Ids.high(record.key(), 0), Ids.low(record.key(), 0));
        long orderHigh = hasOrder ? Ids.high(record.key(), 0) : 0;
        long orderLow = hasOrder ? Ids.low(record.key(), 0) : 0;
        if (cut.topic() < 0) {
            readDead(record, envelope, orderHigh, orderLow);
        } else {
            readEvent(record, envelope, orderHigh, orderLow);
        }
    }

    /** Records come in runs of one partition. */
    private void moveTo(ConsumerRecord<byte[], Void> record) {
        if (record.partition() != partition.partition() || !record.topic().equals(partition.topic())) {
            partition = new TopicPartition(record.topic(), record.partition());
            cut = Objects.requireNonNull(cuts.get(partition));
        }
    }

    private void readEvent(ConsumerRecord<byte[], Void> record, Envelope envelope, long orderHigh, long orderLow)
            throws IOException {
        records++;
        if (cut.beginning() > 0 && truncated.add(partition)) {
            heldSince = Math.max(heldSince, record.timestamp() + DISORDER_MILLIS);
        }
        int readers = cut.readersOf(record.offset());
        long place = Place.of(cut.topic(), record.partition(), record.offset());
        if (envelope.hasId) {
            events.read(envelope.idHigh, envelope.idLow, readers, orderHigh, orderLow, place);
        } else if (!envelope.isReplayed) {
            // Without an id nobody can ever read it: one that was replayed is told of by its first dead letter.
            events.readWithoutId(readers, orderHigh, orderLow, place);
        }
        if (orderHigh != 0) {
            int marks = readers
                    | (record.offset() < cut.end() ? Marks.EARLY : 0)
                    | (envelope.reconciled ? Marks.RECONCILED : 0)
                    | (envelope.sender == null ? Marks.FROM_OUTSIDE : Marks.sentBy(envelope.sender));
            orders.record(orderHigh, orderLow, envelope.told, marks, envelope.idHigh, envelope.idLow, place);
        }
    }

    private void readDead(ConsumerRecord<byte[], Void> record, Envelope envelope, long orderHigh, long orderLow)
            throws IOException {
        if (!envelope.isLetter()) {
            strays++;
            return;
        }
        deadLetters++;
        long origin = envelope.origin();
        Reader buriedBy = cut.buriedBy();
        if (buriedBy != null && envelope.hasId) {
            events.settled(envelope.idHigh, envelope.idLow, buriedBy);
        } else if (buriedBy != null && origin >= 0) {
            events.settledWithoutId(origin, buriedBy);
        }
        if (orderHigh != 0) {
            boolean read = (cut.readersOf(record.offset()) & Reader.CHECKOUT.bit()) != 0;
            orders.dead(orderHigh, orderLow, read);
        }
    }

    private static boolean isId(byte @Nullable [] text) {
        return text != null && Ids.isUuid(text, 0, text.length);
    }

    /** What a record's headers say, read in one go: looking for one after the other takes as long again for each. */
    private final class Envelope {
        private boolean hasId;
        private long idHigh;
        private long idLow;
        private Told told = Told.UNKNOWN;
        private @Nullable Reader sender;
        private boolean reconciled;
        private boolean isReplayed;
        private @Nullable String deadTopic;
        private boolean hasPartition;
        private boolean hasOffset;
        private boolean hasGroup;
        private boolean hasReason;
        private long deadPartition = -1;
        private long deadOffset = -1;

        void open(ConsumerRecord<byte[], Void> record) {
            for (Header header : record.headers()) {
                byte[] value = header.value();
                if (value == null) {
                    continue;
                }
                switch (header.key()) {
                    case EventHeaders.ID -> readId(value);
                    case EventHeaders.TYPE -> told = told(new String(value, UTF_8));
                    case EventHeaders.SOURCE -> sender = SENDERS.get(new String(value, UTF_8));
                    case RECONCILED -> reconciled = true;
                    case EventHeaders.REPLAYED -> isReplayed = true;
                    case DeadLetterHeaders.TOPIC -> deadTopic = new String(value, UTF_8);
                    case DeadLetterHeaders.PARTITION -> {
                        hasPartition = true;
                        deadPartition = number(value);
                    }
                    case DeadLetterHeaders.OFFSET -> {
                        hasOffset = true;
                        deadOffset = number(value);
                    }
                    case DeadLetterHeaders.GROUP -> hasGroup = true;
                    case DeadLetterHeaders.REASON -> hasReason = true;
                    default -> {}
                }
            }
        }

        private Told told(String type) {
            return types.size() < MOST_TYPES ? types.computeIfAbsent(type, Told::of) : Told.of(type);
        }

        private void readId(byte[] value) {
            if (isId(value)) {
                idHigh = Ids.high(value, 0);
                idLow = Ids.low(value, 0);
                hasId = Ids.isTimed(idHigh, idLow);
            }
        }

        /** Whether checkout can read it as one: it has all that is asked for there, whatever it says. */
        boolean isLetter() {
            return deadTopic != null && hasPartition && hasOffset && hasGroup && hasReason;
        }

        /** Where the record of this dead letter was; -1 if that is not to be told. */
        long origin() {
            int topic = deadTopic == null ? -1 : Topics.ALL.indexOf(deadTopic);
            return topic >= 0 && Place.isCountable(deadPartition, deadOffset)
                    ? Place.of(topic, (int) deadPartition, deadOffset)
                    : -1;
        }

        private static long number(byte[] value) {
            String text = new String(value, UTF_8);
            return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
        }
    }
}
