package dev.tailback.lab.testlab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says at the end of the last module's ITs which test classes took longest, of this run and of what the reports of the
 * modules before it tell. Silent unless {@code tailback.test.slowest} says how many to show.
 */
public final class SlowestClasses implements TestExecutionListener {
    private final int shown = Integer.getInteger("tailback.test.slowest", 0);
    private final Map<String, Long> began = new ConcurrentHashMap<>();
    private final Map<String, Duration> took = new ConcurrentHashMap<>();

    @Override
    public void executionStarted(TestIdentifier test) {
        String name = nameOfClass(test);
        if (name != null) {
            began.put(name, System.nanoTime());
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String name = nameOfClass(test);
        Long since = name == null ? null : began.remove(name);
        if (since != null) {
            took.put(name, Duration.ofNanos(System.nanoTime() - since));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (shown > 0 && !took.isEmpty()) {
            Map<String, Duration> all = new HashMap<>(reported(Path.of(System.getProperty("tailback.root"))));
            all.putAll(took);
            System.out.println("The slowest test classes of all modules:");
            slowest(all, shown).forEach(System.out::println);
        }
    }

    static List<String> slowest(Map<String, Duration> all, int shown) {
        return all.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(shown)
                .map(row -> "%7.1f s  %s".formatted(row.getValue().toMillis() / 1e3, row.getKey()))
                .toList();
    }

    private static @Nullable String nameOfClass(TestIdentifier test) {
        return test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getClassName())
                .orElse(null);
    }

    /** The two depths at which modules lie. */
    static Map<String, Duration> reported(Path root) {
        Map<String, Duration> reported = new HashMap<>();
        try (Stream<Path> files = Files.find(root, 5, (file, attributes) -> isReport(file))) {
            for (Path file : files.toList()) {
                read(file, reported);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the reports below " + root + " cannot be read", unreadable);
        }
        return reported;
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("TEST-")
                && name.endsWith(".xml")
                && file.getParent().getFileName().toString().endsWith("-reports");
    }

    /** Its first element says all: name and time of the class. */
    private static void read(Path report, Map<String, Duration> into) throws IOException {
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            xml.nextTag();
            double seconds =
                    Double.parseDouble(xml.getAttributeValue(null, "time").replace(",", ""));
            into.put(xml.getAttributeValue(null, "name"), Duration.ofMillis(Math.round(seconds * 1e3)));
        } catch (XMLStreamException broken) {
            throw new IOException(report + " is no report", broken);
        }
    }
}
