package dev.tailback.lab.faults.deployment;

import dev.tailback.lab.elsewhere.kubernetes.Settings;
import dev.tailback.lab.elsewhere.kubernetes.StagePods;
import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.terminal.WrittenDuration;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A deployment with wrong numbers in it: the ConfigMap is changed, and all pods that read it are made anew. */
public final class DeployedSettings implements Fault {
    private static final String FAULT = "settings";
    private static final String POOL = "pool";
    private static final String TIMEOUT = "timeout";
    private static final String REPLICAS = "replicas";
    private static final String DEMO = "demo";
    private static final String OFF = "off";

    static final String DB_MAX_CONNECTIONS = "DB_MAX_CONNECTIONS";
    static final String DB_CONNECTION_TIMEOUT_MS = "DB_CONNECTION_TIMEOUT_MS";
    static final String REPLICA_READS = "REPLICA_READS";
    static final String DEMO_MODE = "DEMO_MODE";
    static final String DEMO_START_TIMESTAMP = "DEMO_START_TIMESTAMP";

    private static final Set<String> STAGES = names(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY);
    private static final Set<String> CLOCKS =
            names(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY, Part.RELAY, Part.PAYMENTS);

    private final Settings settings;
    private final StagePods pods;

    public DeployedSettings(Settings settings, StagePods pods) {
        this.settings = settings;
        this.pods = pods;
    }

    private static Set<String> names(Part... parts) {
        return List.of(parts).stream().map(Part::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Manual manual() {
        return new Manual(
                FAULT,
                "Restarts the stages with other settings, as a deployment does; clearing restores the former ones.",
                Parameter.whole(POOL, "20", 5, 300),
                Parameter.duration(TIMEOUT, "5s", Duration.ofMillis(250), Duration.ofSeconds(60)),
                Parameter.oneOf(REPLICAS, OFF, List.of(OFF, "on")),
                Parameter.oneOf(DEMO, OFF, List.of(OFF, "black-friday")));
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of(FAULT);
    }

    @Override
    public void set(Strike strike) throws IOException, InterruptedException {
        Map<String, String> changes = new TreeMap<>(wanted(strike.with(), Instant.now()));
        Map<String, String> now = settings.now();
        changes.entrySet().removeIf(each -> each.getValue().equals(now.get(each.getKey())));
        Thread undo = new Thread(settings::restoreSoon, "undo-settings");
        // A Ctrl-C in between leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(undo);
        try {
            settings.change(changes, readers(changes.keySet()));
            if (pods.strays(settings.now()).isEmpty()) {
                settings.confirm();
            }
        } finally {
            Runtime.getRuntime().removeShutdownHook(undo);
        }
    }

    /** Pure, but for the moment from which the minutes of a demo are counted. */
    static Map<String, String> wanted(Arguments with, Instant now) {
        boolean isDemo = !with.text(DEMO).equals(OFF);
        return Map.of(
                DB_MAX_CONNECTIONS, with.text(POOL),
                DB_CONNECTION_TIMEOUT_MS, Long.toString(with.duration(TIMEOUT).toMillis()),
                REPLICA_READS, Boolean.toString(!with.text(REPLICAS).equals(OFF)),
                DEMO_MODE, with.text(DEMO),
                DEMO_START_TIMESTAMP, isDemo ? Long.toString(now.getEpochSecond()) : "");
    }

    /** Nobody is started anew for what it does not read. */
    static Set<String> readers(Set<String> changed) {
        Set<String> readers = new TreeSet<>();
        for (String key : changed) {
            readers.addAll(
                    switch (key) {
                        case DB_MAX_CONNECTIONS, DB_CONNECTION_TIMEOUT_MS -> STAGES;
                        case REPLICA_READS -> names(Part.CATALOG);
                        case DEMO_MODE, DEMO_START_TIMESTAMP -> CLOCKS;
                        default -> throw new IllegalArgumentException("nobody is known to read " + key);
                    });
        }
        return readers;
    }

    @Override
    public Sight look(Strike strike) throws IOException, InterruptedException {
        Map<String, String> now = settings.now();
        Map<String, String> wanted = wanted(strike.with(), Instant.now());
        for (String key : List.of(DB_MAX_CONNECTIONS, DB_CONNECTION_TIMEOUT_MS, REPLICA_READS, DEMO_MODE)) {
            if (!Objects.equals(now.get(key), wanted.get(key))) {
                return Sight.absent("the ConfigMap has %s=%s".formatted(key, now.get(key)));
            }
        }
        List<String> strays = pods.strays(now);
        return strays.isEmpty()
                ? Sight.there("%s have pools of %s that wait for %s, reads of the replica %s, demo %s"
                        .formatted(
                                String.join(", ", pods.names()),
                                strike.with().text(POOL),
                                WrittenDuration.text(strike.with().duration(TIMEOUT)),
                                strike.with().text(REPLICAS),
                                strike.with().text(DEMO)))
                : Sight.absent(String.join("; ", strays));
    }

    @Override
    public List<Strike> found() {
        Map<String, String> now = settings.now();
        return settings.before().stream()
                .map(before -> new Strike(FAULT, new Arguments(said(now)), Map.of()))
                .toList();
    }

    private static Map<String, String> said(Map<String, String> now) {
        return Map.of(
                POOL,
                value(now, DB_MAX_CONNECTIONS),
                TIMEOUT,
                value(now, DB_CONNECTION_TIMEOUT_MS) + "ms",
                REPLICAS,
                value(now, REPLICA_READS).equals("true") ? "on" : OFF,
                DEMO,
                value(now, DEMO_MODE));
    }

    private static String value(Map<String, String> now, String key) {
        @Nullable String value = now.get(key);
        return value == null ? "" : value;
    }

    @Override
    public void clear(Strike strike) throws IOException, InterruptedException {
        settings.restore();
    }

    @Override
    public boolean isRepaired(Strike strike) throws IOException, InterruptedException {
        return settings.before().isEmpty() && pods.strays(settings.now()).isEmpty();
    }

    @Override
    public boolean outlivesTheLab() {
        return true;
    }
}
