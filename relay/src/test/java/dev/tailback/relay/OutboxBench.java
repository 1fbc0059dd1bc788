package dev.tailback.relay;

import static org.awaitility.Awaitility.await;

import dev.tailback.events.EventHeaders;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.ShopServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A catalog that writes to its outbox, and somebody who reads all of the topic {@code carts}. */
final class OutboxBench implements AutoCloseable {
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ShopServers servers;
    private final Connection catalog;
    private final KafkaConsumer<String, byte[]> kafka;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    OutboxBench(ShopServers servers) throws Exception {
        this.servers = servers;
        catalog = connect();
        execute("""
                CREATE TABLE IF NOT EXISTS outbox (id uuid PRIMARY KEY, topic text NOT NULL, key uuid NOT NULL,
                  type text NOT NULL, payload json NOT NULL, traceparent text, created_at timestamptz NOT NULL,
                  transaction_id bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint)) PARTITION BY RANGE (id);
                CREATE TABLE IF NOT EXISTS outbox_all PARTITION OF outbox DEFAULT;
                CREATE INDEX IF NOT EXISTS outbox_transaction_id ON outbox (transaction_id);
                SELECT relay.carry_outbox()""");
        makeTopic(Topics.CARTS);
        kafka = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        TopicPartition carts = new TopicPartition(Topics.CARTS, 0);
        kafka.assign(List.of(carts));
        kafka.seekToEnd(List.of(carts));
        kafka.position(carts);
    }

    void makeTopic(String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw refused;
            }
        }
    }

    /** From now on: the broker refuses a larger one. */
    void takesRecordsUpTo(int bytes) throws InterruptedException, ExecutionException {
        ConfigResource carts = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CARTS);
        AlterConfigOp limit = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(carts, List.of(limit))).all().get();
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(servers.jdbcUrl(), "catalog", servers.password("catalog"));
    }

    UUID append() throws SQLException {
        return append(catalog);
    }

    static UUID append(Connection connection) throws SQLException {
        UUID id = UuidV7.at(Instant.now());
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO outbox (id, topic, key, type, payload, traceparent, created_at)
                    VALUES ('%s', 'carts', '%s', 'dev.tailback.Test.v1', '{"n": 1}', '00-%s-00f067aa0ba902b7-01', now())""".formatted(id, UUID.randomUUID(), TRACE));
        }
        return id;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = catalog.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As the superuser; empty where there is no answer. */
    String ask(String sql) throws SQLException {
        try (Connection superuser = servers.superuser();
                Statement statement = superuser.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet row = statement.getResultSet();
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** Has the slot pass over whatever it had not told yet: those rows never reach Kafka by the WAL. */
    void skipWhatIsUnread() throws SQLException {
        ask("SELECT pg_replication_slot_advance('relay', pg_current_wal_lsn())");
    }

    void awaitRecords(UUID... ids) {
        awaitRecords(List.of(ids));
    }

    void awaitRecords(Collection<UUID> ids) {
        List<String> wanted = ids.stream().map(UUID::toString).toList();
        await("records " + wanted).atMost(PATIENCE).until(() -> {
            poll();
            return new java.util.HashSet<>(seenIds()).containsAll(wanted);
        });
    }

    void poll() {
        kafka.poll(Duration.ofMillis(200)).forEach(seen::add);
    }

    List<String> seenIds() {
        return seen.stream().map(OutboxBench::idOf).toList();
    }

    List<ConsumerRecord<String, byte[]>> records(UUID id) {
        return seen.stream().filter(each -> idOf(each).equals(id.toString())).toList();
    }

    private static String idOf(ConsumerRecord<String, byte[]> record) {
        return EventHeaders.required(record.headers(), EventHeaders.ID);
    }

    @Override
    public void close() throws SQLException {
        kafka.close();
        catalog.close();
    }
}
