package dev.tailback.lab.testlab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Its {@code @BeforeAll} method takes a {@link TestLab} and gets the one that the class before it left, if that was
 * started with the same options: starting and ending a lab takes longer than many a test. These classes run one after
 * another; each leaves no fault behind, and what it killed is started again for the next.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedLab.HandOver.class)
@ResourceLock("the shared lab")
public @interface SharedLab {
    /** Options of {@code up}. */
    String[] value() default {};

    final class HandOver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestLab.class;
        }

        @Override
        public TestLab resolveParameter(ParameterContext parameter, ExtensionContext context) {
            SharedLab wanted = context.getRequiredTestClass().getAnnotation(SharedLab.class);
            try {
                return Kept.in(context).claim(List.of(wanted.value()));
            } catch (Exception failed) {
                throw new IllegalStateException("no shared lab", failed);
            }
        }
    }

    /** For a class that measures: no lab that was shared runs beside it. */
    final class Ended implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) throws Exception {
            Kept.in(context).close();
        }
    }

    /** The one lab that is kept for whoever wants it next; JUnit closes it after the last test. */
    final class Kept implements AutoCloseable {
        private @Nullable TestLab lab;
        private List<String> options = List.of();

        private static Kept in(ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(SharedLab.class))
                    .computeIfAbsent(Kept.class, nothing -> new Kept(), Kept.class);
        }

        private synchronized TestLab claim(List<String> wanted) throws Exception {
            TestLab kept = lab;
            if (kept != null && options.equals(wanted)) {
                kept.upAgain();
                return kept;
            }
            close();
            options = wanted;
            TestLab started = new TestLab(Files.createTempDirectory("tailback"), wanted.toArray(String[]::new));
            lab = started;
            return started;
        }

        @Override
        public synchronized void close() throws Exception {
            TestLab ending = lab;
            lab = null;
            if (ending != null) {
                ending.close();
                delete(ending.home);
            }
        }

        private static void delete(Path folder) throws Exception {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
