package dev.tailback.stage.inbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.events.Topics;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.stage.database.BeforeStatement;
import dev.tailback.stage.database.Database;
import dev.tailback.stage.database.DatabaseSettings;
import dev.tailback.stage.database.DeclaredIndexes;
import dev.tailback.stage.metrics.DatabaseMetrics;
import dev.tailback.stage.profile.ThreadsAtWork;
import dev.tailback.telemetry.SpanExport;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A dispatch on real servers: an inbox and a table of effects in a schema of its own, and a place for the dead. */
final class Bench implements AutoCloseable {
    static final Duration REMEMBERED = Duration.ofDays(24);
    private static final int CONNECTIONS = 4;
    private static final Tracer TRACER = OpenTelemetry.noop().getTracer("test");

    private final HikariDataSource pool = new HikariDataSource();
    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
    private final JdbcClient jdbc;
    private final Database database;
    private final String schema;
    private final Map<String, Object> kafka;
    private final String deadTopic;
    private final HeldPartitions held = new HeldPartitions(Clock.systemUTC());

    /** Its group is named as its schema, which must be that of a role of the shop. */
    Bench(ShopServers servers, String schema, String topic) throws Exception {
        this.schema = schema;
        this.deadTopic = Topics.dead(topic, schema);
        try (Connection superuser = servers.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS %1$s.inbox (event_id uuid PRIMARY KEY);
                    CREATE TABLE IF NOT EXISTS %1$s.effects (at bigserial PRIMARY KEY, order_id uuid, event_id uuid, note text);
                    ALTER TABLE %1$s.inbox OWNER TO %1$s;
                    ALTER TABLE %1$s.effects OWNER TO %1$s""".formatted(schema));
        }
        pool.setJdbcUrl(servers.jdbcUrl());
        pool.setUsername(schema);
        pool.setPassword(servers.password(schema));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(250);
        jdbc = JdbcClient.create(pool);
        database = new Database(
                pool,
                DatabaseMetrics.of(OpenTelemetry.noop().getMeter("test"), "tailback|test"),
                BeforeStatement.NOTHING,
                TRACER,
                new DatabaseSettings("tailback", schema, Duration.ofMillis(500), DeclaredIndexes.at(List.of())));
        kafka = Map.of(
                "bootstrap.servers", servers.bootstrapServers(), "max.request.size", 4 << 20, "max.block.ms", 10_000);
        producers = new DefaultKafkaProducerFactory<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(deadTopic, 1, (short) 1)
                            .configs(Map.of("max.message.bytes", Integer.toString(Topics.largest(deadTopic))))))
                    .all()
                    .get();
        }
    }

    Dispatch dispatch(DispatchSettings settings) {
        return dispatch(settings, producers);
    }

    /** Its letters find no broker at that address, and wait for it for that long. */
    Dispatch dispatchWithoutABroker(DispatchSettings settings, String address, Duration wait) {
        Map<String, Object> nowhere = Map.of("bootstrap.servers", address, "max.block.ms", wait.toMillis());
        return dispatch(
                settings,
                new DefaultKafkaProducerFactory<>(nowhere, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private Dispatch dispatch(DispatchSettings settings, DefaultKafkaProducerFactory<byte[], byte[]> letters) {
        return new Dispatch(
                schema,
                settings,
                new TransactionTemplate(new DataSourceTransactionManager(pool)),
                new Inbox(database, () -> Instant.now().minus(REMEMBERED)),
                new DeadLetters(new KafkaTemplate<>(letters), schema),
                held,
                TRACER,
                new SpanExport(CompletableResultCode::ofSuccess),
                new ThreadsAtWork());
    }

    HeldPartitions held() {
        return held;
    }

    /** From now on; the broker refuses what is larger. */
    void takesDeadLettersUpTo(int bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, deadTopic);
        AlterConfigOp limit = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(kafka)) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
        }
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    HikariDataSource pool() {
        return pool;
    }

    int connections() {
        return CONNECTIONS;
    }

    String deadTopic() {
        return deadTopic;
    }

    @Override
    public void close() {
        producers.destroy();
        pool.close();
    }
}
