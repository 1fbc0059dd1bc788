package dev.tailback.events.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/** Every attribute that the shop writes on its spans, and every metric. */
public final class Names {
    public static final AttributeKey<String> ORDER_ID = AttributeKey.stringKey("order.id");
    public static final AttributeKey<String> ORDER_STATE = AttributeKey.stringKey("order.state");
    /** True on the span of the record at which an order ended otherwise than confirmed or out of stock. */
    public static final AttributeKey<Boolean> CHECKOUT_FAILED = AttributeKey.booleanKey("checkout.failed");

    public static final AttributeKey<String> CHECKOUT_FAILURE_REASON =
            AttributeKey.stringKey("checkout.failure_reason");

    /** Of the scenario that runs, from 0 on. */
    public static final AttributeKey<Long> DEMO_MINUTE = AttributeKey.longKey("demo.minute");

    public static final AttributeKey<String> DEMO_PHASE = AttributeKey.stringKey("demo.phase");

    public static final AttributeKey<String> HTTP_METHOD = AttributeKey.stringKey("http.request.method");
    public static final AttributeKey<Long> HTTP_RESEND_COUNT = AttributeKey.longKey("http.request.resend_count");
    public static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");
    public static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    public static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    public static final AttributeKey<String> DB_SYSTEM = AttributeKey.stringKey("db.system.name");
    public static final AttributeKey<String> DB_NAMESPACE = AttributeKey.stringKey("db.namespace");
    public static final AttributeKey<String> DB_COLLECTION = AttributeKey.stringKey("db.collection.name");
    public static final AttributeKey<String> DB_OPERATION = AttributeKey.stringKey("db.operation.name");
    public static final AttributeKey<String> DB_QUERY_TEXT = AttributeKey.stringKey("db.query.text");

    /** On the statement that a {@link dev.tailback.events.faults.SlowQueries} made wait. */
    public static final AttributeKey<Boolean> SLOW_QUERY_ENABLED =
            AttributeKey.booleanKey("db.simulation.slow_query_enabled");

    public static final AttributeKey<Long> SLOW_QUERY_DELAY = AttributeKey.longKey("db.simulation.delay_ms");

    public static final AttributeKey<String> MESSAGING_SYSTEM = AttributeKey.stringKey("messaging.system");
    public static final AttributeKey<String> MESSAGING_DESTINATION =
            AttributeKey.stringKey("messaging.destination.name");
    public static final AttributeKey<String> MESSAGING_OPERATION = AttributeKey.stringKey("messaging.operation.type");
    public static final AttributeKey<String> MESSAGING_OPERATION_NAME =
            AttributeKey.stringKey("messaging.operation.name");
    public static final AttributeKey<String> MESSAGING_GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    public static final AttributeKey<String> MESSAGING_PARTITION =
            AttributeKey.stringKey("messaging.destination.partition.id");
    public static final AttributeKey<Long> MESSAGING_OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    public static final AttributeKey<Long> MESSAGING_BATCH_COUNT =
            AttributeKey.longKey("messaging.batch.message_count");

    public static final String POOL_COUNT = "db.client.connection.count";
    public static final String POOL_MAX = "db.client.connection.max";
    public static final String POOL_IDLE_MIN = "db.client.connection.idle.min";
    public static final String POOL_PENDING = "db.client.connection.pending_requests";
    public static final String POOL_TIMEOUTS = "db.client.connection.timeouts";
    public static final String POOL_CREATE_TIME = "db.client.connection.create_time";
    public static final String POOL_WAIT_TIME = "db.client.connection.wait_time";
    public static final String POOL_USE_TIME = "db.client.connection.use_time";
    public static final AttributeKey<String> POOL_NAME = AttributeKey.stringKey("db.client.connection.pool.name");
    public static final AttributeKey<String> POOL_STATE = AttributeKey.stringKey("db.client.connection.state");
    public static final String POOL_SIZE = "database_connection_pool_size";
    public static final String POOL_AVAILABLE = "database_connection_pool_available";

    public static final String QUERY_DURATION = "db.client.operation.duration";
    public static final String QUERY_DURATION_SECONDS = "database_query_duration_seconds";
    public static final String QUERIES_TOTAL = "database_queries_total";
    /** The operation and the table, such as {@code select_products}. */
    public static final AttributeKey<String> QUERY_TYPE = AttributeKey.stringKey("query_type");

    public static final AttributeKey<String> QUERY_RESULT = AttributeKey.stringKey("result");

    public static final String ORDERS = "checkout.orders";
    public static final String FAILED_REVENUE = "checkout.failed_revenue";
    /** How an order ended: confirmed, rejected, cancelled or failed. */
    public static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

    public static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

    public static final String RELAY_LEADS = "relay.leads";
    public static final String RELAY_PUBLISHED = "relay.published";
    public static final String RELAY_BACKLOG = "relay.backlog";
    public static final String RELAY_RETAINED_WAL = "relay.retained_wal";

    private Names() {}
}
