package dev.tailback.events.failpoint;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** A consumer with a failpoint on either side of the commit of its offsets. */
public final class StoppableConsumer {
    private static final String COMMIT = "commitSync";

    private StoppableConsumer() {}

    @SuppressWarnings("unchecked")
    public static <K, V> Consumer<K, V> of(Consumer<K, V> consumer, Failpoints failpoints) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                StoppableConsumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals(COMMIT)) {
                        return call(consumer, method, arguments);
                    }
                    failpoints.pass(Failpoint.BEFORE_OFFSET_COMMIT);
                    Object result = call(consumer, method, arguments);
                    failpoints.pass(Failpoint.AFTER_OFFSET_COMMIT);
                    return result;
                });
    }

    private static @Nullable Object call(Consumer<?, ?> consumer, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
