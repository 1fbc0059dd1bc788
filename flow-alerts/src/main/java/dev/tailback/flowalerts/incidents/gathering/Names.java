package dev.tailback.flowalerts.incidents.gathering;

import java.util.List;
import java.util.Set;

/**
 * By which names evidence is known. Semantic conventions where these have a name, docs/incidents.md lists the others: whoever
 * sends nothing of that name has less evidence, and nothing else.
 */
final class Names {
    static final String POOL_COUNT = "db.client.connection.count";
    static final String POOL_STATE = "db.client.connection.state";
    static final String POOL_NAME = "db.client.connection.pool.name";
    static final String POOL_MAX = "db.client.connection.max";
    static final String POOL_PENDING = "db.client.connection.pending_requests";
    static final String POOL_TIMEOUTS = "db.client.connection.timeouts";

    static final String OUTBOX_ROWS = "relay.backlog";
    static final String OUTBOX_AGE = "relay.oldest_age";
    static final String OLDEST_ORDER = "checkout.oldest_order_age";
    static final String OPEN_ORDERS = "checkout.open_orders";
    static final String FAILED_REVENUE = "checkout.failed_revenue";
    static final String STANDING_PARTITIONS = "inbox.standing_partitions";

    static final String BROKER_UP = "flow_alerts.broker.up";

    static final String GROUP_LAG = "kafka_consumergroup_group_sum_lag";
    static final String GROUP_MOST_LAG = "kafka_consumergroup_group_max_lag";
    static final String GROUP_SECONDS = "kafka_consumergroup_group_max_lag_seconds";
    static final String GROUP_MEMBERS = "flow_alerts_lag_group_members";
    static final String GROUP_PARTITIONS = "flow_alerts_lag_partitions";
    static final String GROUP_CONSUMED = "flow_alerts_lag_group_consumed_rate";
    static final String GROUP_PRODUCED = "flow_alerts_lag_group_produced_rate";
    static final String GROUP_HOTTEST = "flow_alerts_lag_group_hottest_partition";

    static final List<String> GROUP_METRICS = List.of(
            GROUP_LAG,
            GROUP_MOST_LAG,
            GROUP_SECONDS,
            GROUP_MEMBERS,
            GROUP_PARTITIONS,
            GROUP_CONSUMED,
            GROUP_PRODUCED,
            GROUP_HOTTEST);

    /** Of all metrics these are remembered for a while. */
    static final Set<String> METRICS = Set.of(
            POOL_COUNT,
            POOL_MAX,
            POOL_PENDING,
            POOL_TIMEOUTS,
            OUTBOX_ROWS,
            OUTBOX_AGE,
            OLDEST_ORDER,
            OPEN_ORDERS,
            FAILED_REVENUE,
            STANDING_PARTITIONS,
            "relay.unconfirmed_wal",
            BROKER_UP,
            GROUP_LAG,
            GROUP_MOST_LAG,
            GROUP_SECONDS,
            GROUP_MEMBERS,
            GROUP_PARTITIONS,
            GROUP_CONSUMED,
            GROUP_PRODUCED,
            GROUP_HOTTEST);

    static final String ORDER_ID = "order.id";
    static final String FAILED = "checkout.failed";
    static final String FAILURE_REASON = "checkout.failure_reason";
    static final String REASON_LATE = "deadline_exceeded";

    /** How requests are called that begin what incidents are about. */
    static final String ARRIVAL = "/checkout";

    private Names() {}
}
