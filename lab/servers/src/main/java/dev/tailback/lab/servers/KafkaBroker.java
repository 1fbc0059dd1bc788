package dev.tailback.lab.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Kafka of one KRaft node, to be run in a JVM of its own ({@link #main}) or, in tests, inside another. */
public final class KafkaBroker {

    private static final int WRONG_USAGE = 2;

    private KafkaBroker() {}

    public static void main(String[] args) throws Exception {
        BrokerArguments arguments = parse(args);
        if (arguments == null) {
            System.exit(WRONG_USAGE);
            return;
        }
        // Before the first logger; under this name because other programs have this jar on their class path.
        System.setProperty("logback.configurationFile", "kafka-broker-logback.xml");
        Files.deleteIfExists(arguments.readyFile());
        try {
            KraftNode node = KraftNode.start(arguments.data(), arguments.port(), arguments.controllerPort());
            Runtime.getRuntime().addShutdownHook(new Thread(node::close, "kafka-shutdown"));
            announce(arguments.readyFile());
            node.awaitEnd();
        } catch (PortTakenException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    /** Returns when the broker takes requests; closing it ends it. */
    public static AutoCloseable startInProcess(Path data, int port, int controllerPort) throws Exception {
        return KraftNode.start(data, port, controllerPort);
    }

    /** The same with settings of the broker that win over its own, such as a listener with TLS. */
    public static AutoCloseable startInProcess(Path data, int port, int controllerPort, Map<String, String> more)
            throws Exception {
        return KraftNode.start(data, port, controllerPort, more);
    }

    private static @Nullable BrokerArguments parse(String[] args) {
        try {
            return BrokerArguments.parse(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return null;
        }
    }

    /** Whoever waits for the file never sees half of it. */
    private static void announce(Path readyFile) throws IOException {
        Path beside = readyFile.resolveSibling(readyFile.getFileName() + ".new");
        Files.writeString(beside, ProcessHandle.current().pid() + "\n");
        Files.move(beside, readyFile, StandardCopyOption.ATOMIC_MOVE);
    }
}
