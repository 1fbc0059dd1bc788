package dev.tailback.events.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/** Every attribute that the shop writes on its spans. */
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

    private Names() {}
}
