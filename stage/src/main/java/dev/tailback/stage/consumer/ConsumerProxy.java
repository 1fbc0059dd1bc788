package dev.tailback.stage.consumer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** A consumer whose calls can be intercepted. */
public final class ConsumerProxy {
    private ConsumerProxy() {}

    /** Decides what becomes of each call. */
    @FunctionalInterface
    public interface Before {
        @Nullable
        Object call(Method method, Object @Nullable [] arguments, Original original) throws Throwable;
    }

    /** The original call. */
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
