package dev.tailback.lab.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Broker and controller in one, small: a laptop runs it beside everything else. */
final class KraftNode implements AutoCloseable {

    private static final int NODE = 1;
    private static final Logger LOG = LoggerFactory.getLogger(KraftNode.class);

    private final KafkaRaftServer server;

    private KraftNode(KafkaRaftServer server) {
        this.server = server;
    }

    /** Returns when the node takes requests. */
    static KraftNode start(Path data, int port, int controllerPort) throws Exception {
        return start(data, port, controllerPort, Map.of());
    }

    /** @param more settings, which win over its own */
    static KraftNode start(Path data, int port, int controllerPort, Map<String, String> more) throws Exception {
        demandFree("Kafka", port);
        demandFree("Kafka's controller", controllerPort);
        Files.createDirectories(data);
        format(data);
        Map<String, String> settings = settings(data.toAbsolutePath(), port, controllerPort);
        settings.putAll(more);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        try {
            server.startup();
        } catch (Throwable failure) {
            server.shutdown();
            throw failure;
        }
        LOG.info("kafka ready: 127.0.0.1:{}, data in {}", port, data);
        return new KraftNode(server);
    }

    void awaitEnd() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Does nothing to a directory that is formatted already: its cluster id is the cluster's for life. */
    private static void format(Path data) throws Exception {
        String directory = data.toAbsolutePath().toString();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE)
                .setClusterId(clusterId(data))
                .setDirectories(List.of(directory))
                .setMetadataLogDirectory(directory)
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setIgnoreFormatted(true)
                .run();
    }

    private static String clusterId(Path data) throws IOException {
        Path meta = data.resolve("meta.properties");
        Properties properties = new Properties();
        if (Files.exists(meta)) {
            try (BufferedReader reader = Files.newBufferedReader(meta)) {
                properties.load(reader);
            }
        }
        return properties.getProperty("cluster.id", Uuid.randomUuid().toString());
    }

    private static Map<String, String> settings(Path data, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", data.toString());
        // A topic that nobody made is a mistake in a name, and should look like one.
        settings.put("auto.create.topics.enable", "false");
        settings.putAll(SINGLE);
        settings.putAll(SMALL);
        settings.putAll(QUICK);
        return settings;
    }

    /** There is nobody to replicate to. */
    private static final Map<String, String> SINGLE = Map.of(
            "default.replication.factor", "1",
            "min.insync.replicas", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1");

    /** The defaults are for hundreds of clients and gigabytes of heap. */
    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.num.partitions", "8",
            "transaction.state.log.num.partitions", "8",
            "share.coordinator.state.topic.num.partitions", "4",
            "log.cleaner.dedupe.buffer.size", "8388608",
            "num.network.threads", "2",
            "num.io.threads", "4");

    /**
     * The one node is its own quorum; a killed one that comes back should not wait for its own old session. Nor should
     * a killed consumer: with Kafka's 45 s, the one that replaces it gets no partition for that long.
     */
    private static final Map<String, String> QUICK = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.consumer.min.session.timeout.ms", "6000",
            "group.consumer.session.timeout.ms", "6000",
            "group.consumer.min.heartbeat.interval.ms", "1000",
            "group.consumer.heartbeat.interval.ms", "1000",
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "500",
            "controller.quorum.election.timeout.ms", "500",
            "controller.quorum.fetch.timeout.ms", "1000");

    private static void demandFree(String server, int port) throws PortTakenException {
        if (!FreePorts.isFree(port)) {
            throw new PortTakenException(server, port);
        }
    }
}
