package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * The one table of JVM flags. An AOT cache is of use only to a JVM with the flags that it was made with, so training
 * and every later start read them from here; the {@code tailback} script repeats those of the lab, and a test compares.
 *
 * <p>Serial collector, compact headers and C1 alone: heaps are small and cores are few. With C2 a stage took half as much
 * processor again over its first 4,300 orders and 50 MB more.
 */
final class JvmFlags {
    private static final List<String> COMMON = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.net.preferIPv4Stack=true");

    private JvmFlags() {}

    static List<String> of(Part part) {
        return switch (part) {
            case POSTGRES, REPLICA -> throw new IllegalArgumentException(part + " runs in no JVM");
            case KAFKA -> with(96, 96);
            case FLOW_ALERTS -> with(128, 64);
            case RELAY -> with(96, 128);
            case PAYMENTS -> with(128, 64);
            case CATALOG, CHECKOUT, INVENTORY -> with(128, 128);
        };
    }

    static List<String> ofLab() {
        return with(96, 96);
    }

    private static List<String> with(int heapMegabytes, int metaspaceMegabytes) {
        List<String> flags = new ArrayList<>(COMMON);
        flags.add("-Xmx" + heapMegabytes + "m");
        flags.add("-XX:MaxMetaspaceSize=" + metaspaceMegabytes + "m");
        return List.copyOf(flags);
    }
}
