package dev.tailback.breakage.failpoint;

import dev.tailback.stage.consumer.ConsumerProxy;
import org.apache.kafka.clients.consumer.Consumer;

/** A consumer with a failpoint on either side of the commit of its offsets. */
public final class StoppableConsumer {
    private static final String COMMIT = "commitSync";

    private StoppableConsumer() {}

    public static <K, V> Consumer<K, V> of(Consumer<K, V> consumer, Failpoints failpoints) {
        return ConsumerProxy.of(consumer, (method, arguments, original) -> {
            if (!method.getName().equals(COMMIT)) {
                return original.call();
            }
            failpoints.pass(Failpoint.BEFORE_OFFSET_COMMIT);
            Object result = original.call();
            failpoints.pass(Failpoint.AFTER_OFFSET_COMMIT);
            return result;
        });
    }
}
