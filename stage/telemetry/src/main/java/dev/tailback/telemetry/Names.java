package dev.tailback.telemetry;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.OtelAttributes;
import java.util.List;

/**
 * Every attribute of the shop's spans that the artifact of the semantic conventions does not name, every metric, and what
 * log lines that are events are called and tell.
 */
public final class Names {
    // The order.
    public static final AttributeKey<String> ORDER_ID = stringKey("order.id");
    public static final AttributeKey<String> ORDER_STATE = stringKey("order.state");
    /** True on the span of the record at which an order ended otherwise than confirmed or out of stock. */
    public static final AttributeKey<Boolean> CHECKOUT_FAILED = booleanKey("checkout.failed");

    public static final AttributeKey<String> CHECKOUT_FAILURE_REASON = stringKey("checkout.failure_reason");
    public static final AttributeKey<String> PAYMENT_STATUS = stringKey("payment.status");

    // The demo.
    /** Of the scenario that runs, from 0 on. */
    public static final AttributeKey<Long> DEMO_MINUTE = longKey("demo.minute");

    public static final AttributeKey<String> DEMO_PHASE = stringKey("demo.phase");

    // A stage, and what a shopper asked it.
    public static final AttributeKey<String> SERVICE_COMPONENT = stringKey("service.component");
    public static final AttributeKey<String> QUERY_CATEGORY = stringKey("query.category");
    public static final AttributeKey<Double> QUERY_PRICE_MIN = doubleKey("query.price_min");
    public static final AttributeKey<Double> QUERY_PRICE_MAX = doubleKey("query.price_max");
    public static final AttributeKey<Boolean> QUERY_SUCCESS = booleanKey("query.success");
    public static final AttributeKey<Long> RESULTS_COUNT = longKey("results.count");

    // A statement.
    /** From when it had its connection; milliseconds, a delay that was asked for among them. */
    public static final AttributeKey<Double> DB_QUERY_DURATION = doubleKey("db.query.duration_ms");

    public static final AttributeKey<Long> DB_ROWS_RETURNED = longKey("db.rows_returned");
    /** Statements of the stage that have a connection and are not done, this one included. */
    public static final AttributeKey<Long> DB_ACTIVE_QUERIES = longKey("db.active_queries");

    public static final AttributeKey<String> DB_QUERY_CATEGORY = stringKey("db.query.category");
    public static final AttributeKey<String> DB_QUERY_PRICE_RANGE = stringKey("db.query.price_range");
    public static final AttributeKey<Boolean> DB_SLOW_QUERY = booleanKey("db.slow_query");
    /** True where PostgreSQL's own plan reads a whole table. */
    public static final AttributeKey<Boolean> DB_FULL_TABLE_SCAN = booleanKey("db.full_table_scan");
    /** The indexes of that table which the migrations declare and the database lacks. */
    public static final AttributeKey<List<String>> DB_MISSING_INDEX = stringArrayKey("db.missing_index");
    /** On the statement that a {@link dev.tailback.breakage.SlowQueries} made wait. */
    public static final AttributeKey<Boolean> SLOW_QUERY_ENABLED = booleanKey("db.simulation.slow_query_enabled");

    public static final AttributeKey<Long> SLOW_QUERY_DELAY = longKey("db.simulation.delay_ms");

    // The names that statements had in earlier semantic conventions; searches and dashboards still use them.
    public static final AttributeKey<String> OLD_DB_SYSTEM = stringKey("db.system");
    public static final AttributeKey<String> OLD_DB_NAME = stringKey("db.name");
    public static final AttributeKey<String> OLD_DB_STATEMENT = stringKey("db.statement");
    public static final AttributeKey<String> OLD_DB_OPERATION = stringKey("db.operation");
    public static final AttributeKey<String> OLD_DB_TABLE = stringKey("db.table");
    public static final AttributeKey<String> OLD_PEER_NAME = stringKey("net.peer.name");
    public static final AttributeKey<Long> OLD_PEER_PORT = longKey("net.peer.port");

    // The pool, when a connection was borrowed from it.
    public static final AttributeKey<Long> CONNECTION_POOL_ACTIVE = longKey("db.connection_pool.active");
    public static final AttributeKey<Long> CONNECTION_POOL_MAX = longKey("db.connection_pool.max");
    public static final AttributeKey<Double> CONNECTION_POOL_UTILIZATION =
            doubleKey("db.connection_pool.utilization_percent");
    /** How long whoever borrowed it waited; milliseconds. */
    public static final AttributeKey<Double> CONNECTION_POOL_WAIT = doubleKey("db.connection_pool.wait_ms");
    /** On whatever wanted a connection and got none, because all that the pool may have were in use. */
    public static final AttributeKey<Boolean> CONNECTION_POOL_EXHAUSTED = booleanKey("db.connection.pool.exhausted");

    // Semantic conventions that are not stable yet, and so in no stable artifact.
    public static final AttributeKey<String> MESSAGING_SYSTEM = stringKey("messaging.system");
    public static final AttributeKey<String> MESSAGING_DESTINATION = stringKey("messaging.destination.name");
    public static final AttributeKey<String> MESSAGING_OPERATION = stringKey("messaging.operation.type");
    public static final AttributeKey<String> MESSAGING_OPERATION_NAME = stringKey("messaging.operation.name");
    public static final AttributeKey<String> MESSAGING_GROUP = stringKey("messaging.consumer.group.name");
    public static final AttributeKey<String> MESSAGING_PARTITION = stringKey("messaging.destination.partition.id");
    public static final AttributeKey<Long> MESSAGING_OFFSET = longKey("messaging.kafka.offset");
    public static final AttributeKey<String> MESSAGING_CLIENT = stringKey("messaging.client.id");
    public static final AttributeKey<String> MESSAGING_KEY = stringKey("messaging.kafka.message.key");
    public static final AttributeKey<Long> MESSAGING_BATCH_COUNT = longKey("messaging.batch.message_count");

    public static final AttributeKey<String> GEN_AI_OPERATION = stringKey("gen_ai.operation.name");
    public static final AttributeKey<String> GEN_AI_PROVIDER = stringKey("gen_ai.provider.name");
    public static final AttributeKey<String> GEN_AI_REQUEST_MODEL = stringKey("gen_ai.request.model");
    public static final AttributeKey<String> GEN_AI_RESPONSE_MODEL = stringKey("gen_ai.response.model");
    public static final AttributeKey<List<String>> GEN_AI_FINISH_REASONS =
            stringArrayKey("gen_ai.response.finish_reasons");
    public static final AttributeKey<Long> GEN_AI_INPUT_TOKENS = longKey("gen_ai.usage.input_tokens");
    public static final AttributeKey<Long> GEN_AI_OUTPUT_TOKENS = longKey("gen_ai.usage.output_tokens");

    // Metrics, and what they are told apart by.
    public static final String POOL_COUNT = "db.client.connection.count";
    public static final String POOL_MAX = "db.client.connection.max";
    public static final String POOL_IDLE_MIN = "db.client.connection.idle.min";
    public static final String POOL_PENDING = "db.client.connection.pending_requests";
    public static final String POOL_TIMEOUTS = "db.client.connection.timeouts";
    public static final String POOL_CREATE_TIME = "db.client.connection.create_time";
    public static final String POOL_WAIT_TIME = "db.client.connection.wait_time";
    public static final String POOL_USE_TIME = "db.client.connection.use_time";
    public static final AttributeKey<String> POOL_NAME = stringKey("db.client.connection.pool.name");
    public static final AttributeKey<String> POOL_STATE = stringKey("db.client.connection.state");
    public static final String POOL_SIZE = "database_connection_pool_size";
    public static final String POOL_AVAILABLE = "database_connection_pool_available";

    public static final String QUERY_DURATION = "db.client.operation.duration";
    public static final String QUERY_DURATION_SECONDS = "database_query_duration_seconds";
    public static final String QUERIES_TOTAL = "database_queries_total";
    /** The operation and the table, such as {@code select_products}. */
    public static final AttributeKey<String> QUERY_TYPE = stringKey("query_type");

    public static final AttributeKey<String> QUERY_RESULT = stringKey("result");

    public static final String ORDERS = "checkout.orders";
    public static final String FAILED_REVENUE = "checkout.failed_revenue";
    public static final String FAILED_REVENUE_PER_MINUTE = "checkout.failed_revenue_per_minute";
    public static final String OPEN_ORDERS = "checkout.open_orders";
    public static final String OLDEST_ORDER_AGE = "checkout.oldest_order_age";
    /** What an open order waits for: stock or payment. */
    public static final AttributeKey<String> WAITS_FOR = stringKey("waits_for");

    /** How an order ended: confirmed, rejected, cancelled or failed. */
    public static final AttributeKey<String> OUTCOME = stringKey("outcome");

    public static final AttributeKey<String> REASON = stringKey("reason");

    public static final String STANDING_PARTITIONS = "inbox.standing_partitions";

    public static final String RELAY_LEADS = "relay.leads";
    public static final String RELAY_PUBLISHED = "relay.published";
    public static final String RELAY_BACKLOG = "relay.backlog";
    public static final String RELAY_RETAINED_WAL = "relay.retained_wal";
    public static final String RELAY_UNCONFIRMED_WAL = "relay.unconfirmed_wal";
    public static final String RELAY_OLDEST_AGE = "relay.oldest_age";

    // Log lines that are events: their names,
    public static final String DEMO_SLOW_QUERY_TRIGGERED = "demo_slow_query_triggered";
    public static final String DEMO_POOL_EXHAUSTION = "demo_pool_exhaustion";
    public static final String DEMO_CHECKOUT_FAILED = "demo_checkout_failed";
    public static final String ORDER_EVENT_WRITTEN = "order_event_written";
    public static final String ORDER_EVENT_PUBLISHED = "order_event_published";
    public static final String PAYMENT_DECIDED = "payment_decided";
    public static final String POOL_ESTABLISHED = "pool_established";
    public static final String CONNECTION_ESTABLISHED = "connection_established";
    public static final String CONNECTION_FAILED = "connection_failed";
    public static final String CONNECTION_CLOSED = "connection_closed";

    // and what they tell beside attributes that spans have, too.
    /** The key under which SLF4J hands on an event's name; on the console it is {@code event}. */
    public static final String EVENT = OtelAttributes.OTEL_EVENT_NAME.getKey();

    public static final String SIMULATION_TYPE = "simulation_type";
    public static final String ACTION = "action";
    public static final String DELAY = "delay_ms";
    public static final String TARGET_P95 = "target_p95";
    public static final String TARGET_P99 = "target_p99";
    public static final String CONNECTIONS_HELD = "connections_held";
    public static final String POOL_CONNECTIONS_MIN = "pool_min";
    public static final String POOL_CONNECTIONS_MAX = "pool_max";
    public static final String UTILIZATION = "utilization_percent";
    public static final String EVENT_TYPE = "event_type";
    public static final String CENTS = "total_cents";
    /** So many lines of that kind were not written since the one before. */
    public static final String LEFT_OUT = "lines_left_out";

    public static final String MESSAGING_CLIENT_DURATION = "messaging.client.operation.duration";
    public static final String MESSAGES_SENT = "messaging.client.sent.messages";
    public static final String HTTP_SERVER_DURATION = "http.server.request.duration";

    public static final String PAYMENTS = "payments.outcomes";
    public static final String PAYMENT_REPLAYS = "payments.replays";
    public static final String PAYMENT_FAULTS = "payments.faults";
    /** What is done wrong on purpose. */
    public static final AttributeKey<String> FAULT = stringKey("fault");

    public static final String FAULTS = "lab.faults";
    public static final String PROCESS_UP = "lab.process.up";
    public static final String PROCESS_STARTS = "lab.process.starts";
    public static final AttributeKey<String> PROCESS = stringKey("process");
    public static final String SHOPPER_FACTS = "lab.shoppers.facts";
    public static final AttributeKey<String> FACT = stringKey("fact");
    public static final String SHOPPER_WAITS = "lab.shoppers.wait_time";
    public static final AttributeKey<String> WAITED_FOR = stringKey("waited_for");

    private Names() {}
}
