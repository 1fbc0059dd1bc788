package dev.tailback.flowalerts.lag;

/**
 * What a look cost.
 *
 * @param requests to brokers
 * @param bytes sent and received
 * @param timeStampsRead records whose time was read
 * @param timeStampsLeft lagging partitions whose record was not reached in the time that there was; their seconds come from
 *     the ends that were seen
 */
public record Cost(long requests, long bytes, int timeStampsRead, int timeStampsLeft, long tookMillis) {}
