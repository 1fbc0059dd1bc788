package dev.tailback.lab.testing;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a test the servers of the shop wherever it has a parameter of type {@link ShopServers}.
 *
 * <p>They start with the first test that asks and are shared by all in this JVM until the last has run, so a test
 * names its topics and rows as its own. The system property {@code tailback.test.servers} chooses between
 * {@code embedded} (the default) and {@code containers}.
 */
public final class ShopServersExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ShopServersExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ShopServers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The root store closes what it holds when the run ends.
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(StartedOnce.class, key -> StartedOnce.start(), StartedOnce.class)
                .servers();
    }

    /** A start that failed stays failed: each test that tried again would wait as long for the same answer. */
    private record StartedOnce(Supplier<ShopServers> outcome, Runnable end) implements AutoCloseable {

        static StartedOnce start() {
            try {
                ShopServers servers = ServerKind.chosen().start();
                return new StartedOnce(() -> servers, servers::close);
            } catch (Exception failure) {
                return new StartedOnce(() -> failed(failure), () -> {});
            }
        }

        private static ShopServers failed(Exception cause) {
            throw new ParameterResolutionException("The servers did not start: " + cause.getMessage(), cause);
        }

        ShopServers servers() {
            return outcome.get();
        }

        @Override
        public void close() {
            end.run();
        }
    }
}
