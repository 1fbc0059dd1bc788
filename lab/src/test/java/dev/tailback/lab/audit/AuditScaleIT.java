package dev.tailback.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.Installation;
import dev.tailback.lab.testlab.TestLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The audit of many orders, with the heap that it has in the field: {@code mvn verify -pl lab -am
 * -Dit.test=AuditScaleIT -Dtailback.test.audit.orders=1000000 …}, which prints time and memory.
 */
@EnabledIfSystemProperty(named = AuditScaleIT.ORDERS, matches = "\\d+")
class AuditScaleIT {
    static final String ORDERS = "tailback.test.audit.orders";

    /** A minute on a machine that does nothing else; half as much again is what builds beside it took of one. */
    private static final double MOST_SECONDS_A_MILLION = 90;
    /** Heap and metaspace are 96 MB each at most, and 185 MB were the most that was seen of all of it. */
    private static final long MOST_MEGABYTES = 256;

    @TempDir
    private Path home;

    @Test
    void manyOrdersAreComparedInAMinuteOrSoAndASmallHeap() throws Exception {
        int count = Integer.getInteger(ORDERS);
        try (TestLab lab = new TestLab(home)) {
            for (String part : List.of("catalog", "checkout", "inventory", "relay", "payments")) {
                lab.kill(part);
            }
            PastOrders past = new PastOrders(count);
            past.write(lab);
            lab.upAgain();

            Measured sound = audit(lab);

            print("sound", count, sound);
            assertIsQuickAndSmall(sound, count);
            assertThat(sound.exitCode()).as(sound.output()).isZero();
            assertThat(sound.output())
                    .contains("accepted=" + count)
                    .contains("dead=0 in_flight=0 lost=0 duplicated=0 oversold=0 money=ok stock=ok");

            plant(lab, past);
            Measured planted = audit(lab);

            print("planted", count, planted);
            assertIsQuickAndSmall(planted, count);
            assertThat(planted.exitCode()).isEqualTo(1);
            assertThat(planted.output())
                    .contains("lost=1 duplicated=1 oversold=1 money=ok stock=wrong:1")
                    .contains("LOST order " + past.order(PastOrders.TO_LOSE))
                    .contains("DUPLICATED order " + past.order(PastOrders.TO_DOUBLE))
                    .contains("OVERSOLD");
        }
    }

    private static void assertIsQuickAndSmall(Measured measured, int count) {
        assertThat(measured.seconds()).isLessThan(MOST_SECONDS_A_MILLION * Math.max(1, count / 1e6));
        assertThat(measured.peakKilobytes()).isLessThan(MOST_MEGABYTES * 1024);
    }

    private static void plant(TestLab lab, PastOrders past) throws Exception {
        lab.topics.send(past.doubledRecord());
        try (Connection superuser = lab.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("DELETE FROM checkout.orders WHERE id = '" + past.order(PastOrders.TO_LOSE) + "'");
            statement.execute(past.doubledRow());
            statement.execute("UPDATE inventory.stock SET available = available + 1 WHERE sku = "
                    + "(SELECT min(sku) FROM inventory.stock WHERE available < initial)");
        }
    }

    private record Measured(int exitCode, String output, double seconds, long peakKilobytes) {}

    private static void print(String what, int count, Measured measured) {
        System.out.printf(
                Locale.ROOT,
                "%n%s: %,d orders in %.1f s, peak %d MB%n%s%n",
                what,
                count,
                measured.seconds(),
                measured.peakKilobytes() / 1024,
                measured.output());
    }

    /** In a JVM with the flags that the script gives it. */
    private static Measured audit(TestLab lab) throws Exception {
        Installation installation = Installation.ofThisProcess();
        List<String> argv = new ArrayList<>(List.of(installation.java().toString()));
        argv.addAll(scriptFlags());
        argv.add("-Dtailback.root=" + installation.root());
        argv.addAll(List.of("-jar", installation.labJar().toString(), "audit", "--home", lab.home.toString()));
        long began = System.nanoTime();
        Path output = Files.createTempFile(lab.home, "audit", ".out");
        Process process = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        long peak = 0;
        while (!process.waitFor(200, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakOf(process));
        }
        return new Measured(process.exitValue(), Files.readString(output), (System.nanoTime() - began) / 1e9, peak);
    }

    private static List<String> scriptFlags() throws Exception {
        String script = Files.readString(Installation.ofThisProcess().root().resolve("tailback"));
        return Pattern.compile("JVM_FLAGS='([^']*)'")
                .matcher(script)
                .results()
                .map((MatchResult found) -> List.of(found.group(1).split("\\s+")))
                .findFirst()
                .orElseThrow();
    }

    /** 0 where the system does not tell. */
    private static long peakOf(Process process) throws Exception {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (java.io.UncheckedIOException ended) {
            return 0;
        }
    }
}
