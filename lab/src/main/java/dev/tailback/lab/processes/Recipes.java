package dev.tailback.lab.processes;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.servers.KafkaBroker;
import dev.tailback.lab.servers.Leash;
import dev.tailback.lab.servers.PostgresReplica;
import dev.tailback.lab.servers.PostgresServer;
import dev.tailback.lab.servers.ShopDatabase;
import dev.tailback.lab.servers.SpanDatabase;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.Telemetry;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How each part is started: its command line and its environment. */
final class Recipes {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String BREAKABLE = "TAILBACK_BREAKABLE";
    private static final String RELAY_PORT = "RELAY_PORT";
    private static final String SERVER_PORT = "SERVER_PORT";
    private static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";
    private static final String RESOURCE = "OTEL_RESOURCE_ATTRIBUTES";
    private static final String RULES = "FLOW_ALERTS_RULES";

    private final Installation installation;
    private final Home home;
    private final Ports ports;
    private final Secrets secrets;
    private final AotUse aot;
    private final ExtraEnvironment extra;
    private static final String FLOW_ALERTS_ENDPOINT = "TAILBACK_OTLP_ENDPOINT";
    /** Scenarios run up to six times as fast as they tell, and rules with them: in five seconds much has passed. */
    private static final String METRICS_INTERVAL = "TAILBACK_OTLP_METRICS_INTERVAL";

    private final Map<String, String> ourEnvironment;
    private final boolean hasReplica;

    Recipes(
            Installation installation,
            Home home,
            Ports ports,
            Secrets secrets,
            AotUse aot,
            ExtraEnvironment extra,
            Map<String, String> ours,
            boolean hasReplica) {
        this.installation = installation;
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.aot = aot;
        this.extra = extra;
        this.ourEnvironment = Map.copyOf(ours);
        this.hasReplica = hasReplica;
    }

    Leash.Command of(Part part) {
        return command(part, Map.of(), part.id());
    }

    /** A second process of the part, beside the first: other port, other log. */
    Leash.Command twinOf(Part part, int port) {
        String variable = part == Part.RELAY ? RELAY_PORT : SERVER_PORT;
        return command(part, Map.of(variable, String.valueOf(port)), part.id() + "-twin");
    }

    private Leash.Command command(Part part, Map<String, String> own, String name) {
        Map<String, String> environment = new HashMap<>(environment(part));
        environment.putAll(extra.of(part));
        environment.putAll(own);
        List<String> argv = new ArrayList<>(extra.prefix(part));
        argv.addAll(argv(part));
        return new Leash.Command(argv, environment, home.log(name), home.pidFile(name));
    }

    PostgresServer postgres() {
        return new PostgresServer(installation.postgresBinaries(), home.data(Part.POSTGRES.id()), ports.postgres());
    }

    boolean hasReplica() {
        return hasReplica;
    }

    PostgresServer replica() {
        return new PostgresServer(
                installation.postgresBinaries(), home.data(Part.REPLICA.id()), ports.postgresReplica());
    }

    PostgresReplica replicaCopy() {
        return new PostgresReplica(home.data(Part.POSTGRES.id()), ports.postgres(), home.data(Part.REPLICA.id()));
    }

    Path kafkaReadyFile() {
        return home.data("kafka.ready");
    }

    private List<String> argv(Part part) {
        return switch (part) {
            case POSTGRES -> postgres().argv(Map.of());
            case REPLICA -> replica().argv(replicaCopy().settings(Part.RELAY.id()));
            case KAFKA -> kafka();
            case PAYMENTS, FLOW_ALERTS -> {
                List<String> argv = java(part);
                argv.addAll(List.of("-jar", jar(part).toString()));
                yield argv;
            }
            case RELAY -> breakable(part, "dev.tailback.relay.RelayMain");
            case CATALOG -> breakable(part, "dev.tailback.catalog.CatalogApplication");
            case CHECKOUT -> breakable(part, "dev.tailback.checkout.CheckoutApplication");
            case INVENTORY -> breakable(part, "dev.tailback.inventory.InventoryApplication");
        };
    }

    /** With what can break it on its class path, where nobody else has it. */
    private List<String> breakable(Part part, String mainClass) {
        List<String> argv = java(part);
        argv.addAll(List.of("-cp", jar(part) + File.pathSeparator + installation.breakageJar(), mainClass));
        return argv;
    }

    private List<String> kafka() {
        List<String> argv = java(Part.KAFKA);
        argv.addAll(List.of("-cp", jar(Part.KAFKA).toString(), KafkaBroker.class.getName()));
        argv.addAll(List.of("--data", home.data(Part.KAFKA.id()).toString()));
        argv.addAll(List.of("--port", String.valueOf(ports.kafka())));
        argv.addAll(List.of("--controller-port", String.valueOf(ports.kafkaController())));
        argv.addAll(List.of("--ready-file", kafkaReadyFile().toString()));
        return argv;
    }

    private List<String> java(Part part) {
        List<String> argv = new ArrayList<>();
        argv.add(installation.java().toString());
        argv.addAll(JvmFlags.of(part));
        argv.addAll(aot.flags(installation, part.id(), jar(part)));
        return argv;
    }

    private Path jar(Part part) {
        return installation
                .jar(part)
                .orElseThrow(() -> new IllegalArgumentException(part.id() + " is not run from a jar"));
    }

    private Map<String, String> environment(Part part) {
        return switch (part) {
            case POSTGRES, KAFKA -> Map.of();
            // The relay's role is the one that may replicate.
            case REPLICA -> Map.of("PGPASSWORD", secrets.of(Part.RELAY));
            case FLOW_ALERTS -> flowAlerts();
            case RELAY ->
                shop(
                        part,
                        Map.of(
                                "RELAY_ADDRESS",
                                LOOPBACK,
                                RELAY_PORT,
                                String.valueOf(ports.relay()),
                                BREAKABLE,
                                "true"));
            case PAYMENTS -> payments();
            case CATALOG -> stage(part, hasReplica ? replicaAddress() : Map.of());
            case INVENTORY -> stage(part, Map.of());
            case CHECKOUT -> stage(part, Map.of("PAYMENT_URL", ports.url(Part.PAYMENTS)));
        };
    }

    private Map<String, String> flowAlerts() {
        Map<String, String> environment = new HashMap<>(watchedLag());
        environment.putAll(rules());
        environment.putAll(Map.of(
                "FLOW_ALERTS_ADDRESS", LOOPBACK,
                "FLOW_ALERTS_PORT", String.valueOf(ports.flowAlerts()),
                "OTLP_HTTP_PORT", String.valueOf(ports.otlpHttp()),
                "OTLP_GRPC_PORT", String.valueOf(ports.otlpGrpc()),
                "SPANS_DB_URL", postgres().jdbcUrl(SpanDatabase.NAME),
                "SPANS_DB_PASSWORD", secrets.ofRole(SpanDatabase.WRITER),
                "SPANS_DB_ADMIN_PASSWORD", secrets.ofRole(SpanDatabase.ADMIN)));
        // A Collector's spans may come by Kafka, too.
        environment.put(KAFKA, LOOPBACK + ":" + ports.kafka());
        if (!ourEnvironment.containsKey(RESOURCE)) {
            environment.put(RESOURCE, "service.namespace=" + Telemetry.NAMESPACE);
        }
        return environment;
    }

    /** The shipped ones, unless the user names others. All clocks are this machine's, and everything is sent within a second or so. */
    private Map<String, String> rules() {
        return Map.of(
                RULES,
                ourEnvironment.getOrDefault(
                        RULES, installation.root().resolve("flow-alerts/rules").toString()),
                "FLOW_ALERTS_DATA",
                home.data(Part.FLOW_ALERTS.id()).toString(),
                "FLOW_ALERTS_OUT_OF_ORDER_SECONDS",
                "5");
    }

    /** The shop's groups begin with the earliest record, and its outboxes and open orders stand beside their lag. */
    private Map<String, String> watchedLag() {
        return Map.of(
                "FLOW_ALERTS_LAG_KAFKA",
                LOOPBACK + ":" + ports.kafka(),
                "FLOW_ALERTS_LAG_CLUSTER",
                "tailback",
                "FLOW_ALERTS_LAG_FROM_EARLIEST",
                Stream.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY)
                        .map(Part::id)
                        .collect(Collectors.joining("|")),
                "FLOW_ALERTS_LAG_BESIDE",
                String.join(
                        ",",
                        Names.RELAY_BACKLOG,
                        Names.RELAY_OLDEST_AGE,
                        Names.RELAY_UNCONFIRMED_WAL,
                        Names.OPEN_ORDERS,
                        Names.OLDEST_ORDER_AGE));
    }

    private Map<String, String> replicaAddress() {
        return Map.of("REPLICA_HOST", LOOPBACK, "REPLICA_PORT", String.valueOf(ports.postgresReplica()));
    }

    private Map<String, String> payments() {
        return traced(Map.of(
                "PAYMENTS_ADDRESS", LOOPBACK,
                "PAYMENTS_PORT", String.valueOf(ports.payments()),
                "PAYMENTS_JOURNAL", home.data("payments.journal").toString()));
    }

    private Map<String, String> stage(Part part, Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(own);
        environment.put(SERVER_PORT, String.valueOf(ports.of(part)));
        environment.put("SERVER_ADDRESS", LOOPBACK);
        environment.put(BREAKABLE, "true");
        return shop(part, environment);
    }

    private Map<String, String> shop(Part part, Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(own);
        environment.put("DB_HOST", LOOPBACK);
        environment.put("DB_PORT", String.valueOf(ports.postgres()));
        environment.put("DB_NAME", ShopDatabase.NAME);
        environment.put("DB_USER", part.id());
        environment.put("DB_PASSWORD", secrets.of(part));
        environment.put(KAFKA, LOOPBACK + ":" + ports.kafka());
        return traced(environment);
    }

    /** To flow-alerts, and beside it wherever the standard variables say, which are inherited. */
    private Map<String, String> traced(Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(own);
        if (!ourEnvironment.containsKey(FLOW_ALERTS_ENDPOINT)) {
            environment.put(FLOW_ALERTS_ENDPOINT, "http://" + LOOPBACK + ":" + ports.otlpHttp());
            environment.put(METRICS_INTERVAL, "1s");
        }
        return environment;
    }
}
