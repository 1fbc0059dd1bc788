package dev.tailback.lab.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.EventRecord;
import dev.tailback.lab.testlab.TestLab;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What a shop would have after so many orders, written straight into its tables, its topics and its provider's journal:
 * of twenty orders, one was declined and gave its stock back. Nothing of the shop may run meanwhile but its servers.
 */
final class PastOrders {
    static final int TO_LOSE = 101;
    static final int TO_DOUBLE = 202;

    private static final int DECLINED_ONE_IN = 20;
    private static final Map<String, List<String>> READ_BY =
            Map.of("catalog", List.of("orders"), "checkout", List.of("carts", "stock"), "inventory", List.of("orders"));
    // About what an order's events weigh.
    private static final String PAYLOAD = "{\"padding\":\"" + "x".repeat(280) + "\"}";

    private enum Step {
        CART("catalog", "carts", "CartSubmitted.v3"),
        PLACED("checkout", "orders", "OrderPlaced.v2"),
        RESERVED("inventory", "stock", "StockReserved.v1"),
        CONFIRMED("checkout", "orders", "OrderConfirmed.v1"),
        CANCELLED("checkout", "orders", "OrderCancelled.v1"),
        RELEASED("inventory", "stock", "StockReleased.v1"),
        DOUBLED("inventory", "stock", "StockReserved.v1");

        final String stage;
        final String topic;
        final String type;

        Step(String stage, String topic, String type) {
            this.stage = stage;
            this.topic = topic;
            this.type = "dev.tailback." + type;
        }

        String condition() {
            return switch (this) {
                case CART, PLACED, RESERVED -> "true";
                case CONFIRMED -> "n % " + DECLINED_ONE_IN + " <> 0";
                case CANCELLED, RELEASED -> "n % " + DECLINED_ONE_IN + " = 0";
                case DOUBLED -> "false";
            };
        }

        boolean happens(int number) {
            return switch (this) {
                case CART, PLACED, RESERVED -> true;
                case CONFIRMED -> number % DECLINED_ONE_IN != 0;
                case CANCELLED, RELEASED -> number % DECLINED_ONE_IN == 0;
                case DOUBLED -> false;
            };
        }
    }

    private final int count;
    private final long firstMillis;

    PastOrders(int count) {
        this.count = count;
        this.firstMillis = Instant.now().toEpochMilli() - count - 600_000;
    }

    UUID order(int number) {
        return id(number, 0, 0);
    }

    private UUID id(int number, int millis, int kind) {
        return new UUID(firstMillis + number + millis << 16 | 0x7000 | kind, 0x8000_0000_0000_0000L | number);
    }

    private UUID event(int number, Step step) {
        return id(number, step.ordinal(), step.ordinal() + 1);
    }

    /** The same as {@link #id} in SQL, of the number n. */
    private String idSql(int millis, int kind) {
        return "(lpad(to_hex(%d + n), 12, '0') || '7%03x8' || lpad(to_hex(n), 15, '0'))::uuid"
                .formatted(firstMillis + millis, kind);
    }

    private String eventSql(Step step) {
        return idSql(step.ordinal(), step.ordinal() + 1);
    }

    void write(TestLab lab) throws Exception {
        try (Connection superuser = lab.superuser();
                Statement statement = superuser.createStatement()) {
            await().atMost(TestLab.SOON).until(() -> isSlotFree(statement));
            writeTables(statement);
            writeRecords(lab);
            writePayments(lab);
            commitOffsets(lab);
        }
    }

    private static boolean isSlotFree(Statement statement) throws Exception {
        try (ResultSet slot =
                statement.executeQuery("SELECT active FROM pg_replication_slots WHERE slot_name = 'relay'")) {
            return slot.next() && !slot.getBoolean(1);
        }
    }

    private void writeTables(Statement statement) throws Exception {
        String numbers = " FROM generate_series(0, " + (count - 1) + ") AS n";
        String order = idSql(0, 0);
        String declined = "n % " + DECLINED_ONE_IN + " = 0";
        write(
                statement,
                "INSERT INTO catalog.carts (id, created_at, submitted_at, outcome) SELECT " + order
                        + ", now(), now(), CASE WHEN " + declined + " THEN 'cancelled' ELSE 'confirmed' END" + numbers);
        write(
                statement,
                "INSERT INTO checkout.orders (id, state, total_cents, placed_at, patience_ends, ended_at)"
                        + " SELECT " + order + ", CASE WHEN " + declined
                        + " THEN 'cancelled' ELSE 'confirmed' END, 1999,"
                        + " now(), now(), now()" + numbers);
        write(
                statement,
                "CREATE TEMP TABLE shelf AS SELECT sku, row_number() OVER (ORDER BY sku) - 1 AS place"
                        + " FROM inventory.stock");
        write(
                statement,
                "INSERT INTO inventory.reservations (order_id, sku, quantity) SELECT " + order
                        + ", sku, 1" + numbers + " JOIN shelf ON place = n % (SELECT count(*) FROM shelf) WHERE NOT ("
                        + declined + ")");
        write(
                statement,
                "UPDATE inventory.stock SET available = initial - taken FROM (SELECT sku, count(*) AS taken"
                        + " FROM inventory.reservations GROUP BY sku) AS held WHERE stock.sku = held.sku");
        for (Step step : Step.values()) {
            write(
                    statement,
                    "INSERT INTO %s.outbox (id, topic, key, type, payload, created_at) SELECT %s, '%s', %s, '%s', '{}', now()%s WHERE %s"
                            .formatted(
                                    step.stage,
                                    eventSql(step),
                                    step.topic,
                                    order,
                                    step.type,
                                    numbers,
                                    step.condition()));
            for (Map.Entry<String, List<String>> reader : READ_BY.entrySet()) {
                if (reader.getValue().contains(step.topic)) {
                    write(
                            statement,
                            "INSERT INTO %s.inbox (event_id) SELECT %s%s WHERE %s"
                                    .formatted(reader.getKey(), eventSql(step), numbers, step.condition()));
                }
            }
        }
    }

    /** What is written here is published here, too: the relay need not do it again, nor the slot keep its WAL. */
    private static void write(Statement statement, String sql) throws SQLException {
        statement.execute(sql);
        statement.execute("SELECT pg_replication_slot_advance('relay', pg_current_wal_lsn())");
    }

    private void writeRecords(TestLab lab) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + lab.ports.kafka(), "linger.ms", 20, "batch.size", 1 << 17),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (Step step : Step.values()) {
                for (int number = 0; number < count; number++) {
                    if (step.happens(number)) {
                        producer.send(record(number, step));
                    }
                }
            }
        }
    }

    private ProducerRecord<String, byte[]> record(int number, Step step) {
        UUID id = event(number, step);
        return new EventRecord(
                        id.toString(),
                        step.topic,
                        order(number).toString(),
                        step.type,
                        PAYLOAD,
                        "/tailback/" + step.stage,
                        "2026-01-01T00:00:00Z")
                .toSend();
    }

    ProducerRecord<String, byte[]> doubledRecord() {
        ProducerRecord<String, byte[]> whole = record(TO_DOUBLE, Step.DOUBLED);
        String event = "{\"order\":\"%s\",\"reserved_at\":\"2026-01-01T00:00:00Z\"}".formatted(order(TO_DOUBLE));
        return new ProducerRecord<>(whole.topic(), null, whole.key(), event.getBytes(UTF_8), whole.headers());
    }

    String doubledRow() {
        return "INSERT INTO inventory.outbox (id, topic, key, type, payload, created_at) VALUES ('%s', 'stock', '%s', '%s', '{}', now())"
                .formatted(event(TO_DOUBLE, Step.DOUBLED), order(TO_DOUBLE), Step.DOUBLED.type);
    }

    private void writePayments(TestLab lab) throws Exception {
        try (BufferedWriter journal = Files.newBufferedWriter(lab.home.resolve("data/payments.journal"))) {
            for (int number = 0; number < count; number++) {
                journal.write("%s %s %016x %08x 1999 USD\n"
                        .formatted(
                                number % DECLINED_ONE_IN == 0 ? "declined" : "approved",
                                order(number),
                                number + 1L,
                                number));
            }
        }
    }

    private static void commitOffsets(TestLab lab) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + lab.ports.kafka()))) {
            for (Map.Entry<String, List<String>> reader : READ_BY.entrySet()) {
                Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
                reader.getValue().forEach(topic -> {
                    for (int partition = 0; partition < 6; partition++) {
                        wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
                    }
                });
                Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends =
                        admin.listOffsets(wanted).all().get();
                Map<TopicPartition, OffsetAndMetadata> offsets = ends.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                end -> new OffsetAndMetadata(end.getValue().offset())));
                // Who was killed is a member until its session ends.
                await().atMost(TestLab.SOON).ignoreExceptions().until(() -> {
                    admin.alterConsumerGroupOffsets(reader.getKey(), offsets)
                            .all()
                            .get();
                    return true;
                });
            }
        }
    }
}
