package dev.tailback.stage.consumer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** A consumer that somebody stands before. */
public final class ConsumerProxy {
    private ConsumerProxy() {}

    /** Whoever stands before it; decides what becomes of each call. */
    @FunctionalInterface
    public interface Before {
        @Nullable
        Object call(Method method, Object @Nullable [] arguments, Original original) throws Throwable;
    }

    /** The call as it would have been. */
    @FunctionalInterface
    public interface Original {
        @Nullable
        Object call() throws Throwable;
    }

    @SuppressWarnings("unchecked")
    public static <K, V> Consumer<K, V> of(Consumer<K, V> consumer, Before before) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                ConsumerProxy.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) ->
                        before.call(method, arguments, () -> original(consumer, method, arguments)));
    }

    private static @Nullable Object original(Consumer<?, ?> consumer, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
