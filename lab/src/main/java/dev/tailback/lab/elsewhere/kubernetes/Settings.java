package dev.tailback.lab.elsewhere.kubernetes;

import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Json;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the shop's processes read when they start: the ConfigMap {@code settings}. How it was before a change stands beside
 * it, in the same write, so that whoever comes next can undo what a command that was killed left behind.
 */
public final class Settings {
    private static final String CONFIG_MAP = "settings";
    static final String NOTE = "tailback.dev/changed";
    /** Longer than a change takes: whoever is as old was killed on another machine. */
    private static final Duration LONGEST_CHANGE = Duration.ofMinutes(20);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Cluster cluster;
    private final Duration patience;

    public Settings(Cluster cluster) {
        this(cluster, Duration.ofMinutes(5));
    }

    Settings(Cluster cluster, Duration patience) {
        this.cluster = cluster;
        this.patience = patience;
    }

    /**
     * The note beside the settings.
     *
     * @param before of each that was changed; null if it was not there
     * @param restarts Deployments that read them
     * @param by who is at it, as pid@host; null once it is done
     */
    record Note(
            Map<String, @Nullable String> before,
            Set<String> restarts,
            Instant since,
            @Nullable String by) {
        boolean isLeftBehind(Instant now) {
            return by != null && (isDead(by) || since.plus(LONGEST_CHANGE).isBefore(now));
        }

        private static boolean isDead(String by) {
            int at = by.indexOf('@');
            return at > 0
                    && by.substring(at).equals(me().substring(me().indexOf('@')))
                    && ProcessHandle.of(Long.parseLong(by.substring(0, at))).isEmpty();
        }
    }

    private static String me() {
        return ManagementFactory.getRuntimeMXBean().getName();
    }

    public Map<String, String> now() {
        return new TreeMap<>(data(map()));
    }

    private ConfigMap map() {
        return cluster.configMap(CONFIG_MAP);
    }

    private static Map<String, String> data(ConfigMap map) {
        return map.getData() == null ? Map.of() : map.getData();
    }

    /** How those were that are changed now; empty when none is. */
    public Optional<Map<String, @Nullable String>> before() {
        return note(map()).map(Note::before);
    }

    private static Optional<Note> note(ConfigMap map) {
        return Optional.ofNullable(map.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(NOTE))
                .map(json -> Json.read(json, Note.class));
    }

    /** Changes them, and restarts what reads them; returns when all the new pods are there. */
    public void change(Map<String, String> wanted, Set<String> restarts) throws IOException, InterruptedException {
        ConfigMap map = map();
        Optional<Note> earlier = note(map);
        earlier.map(Note::by).filter(by -> !by.equals(me())).ifPresent(by -> {
            throw new Refusal("%s is changing the settings since %s"
                    .formatted(by, earlier.get().since()));
        });
        Map<String, @Nullable String> before = new HashMap<>();
        wanted.keySet().forEach(key -> before.put(key, data(map).get(key)));
        earlier.ifPresent(note -> before.putAll(note.before()));
        Set<String> all = new TreeSet<>(restarts);
        earlier.ifPresent(note -> all.addAll(note.restarts()));
        write(map, wanted, new Note(before, all, Instant.now(), me()));
        restart(restarts);
    }

    /** To be called when all of it was seen to have taken. */
    public void confirm() {
        ConfigMap map = map();
        note(map).ifPresent(note -> write(map, Map.of(), new Note(note.before(), note.restarts(), note.since(), null)));
    }

    /** As they were before the first change. Returns what it restarted; nothing if nothing was changed. */
    public Set<String> restore() throws IOException, InterruptedException {
        Set<String> restarts = putBack();
        restart(restarts);
        return restarts;
    }

    /** The same without waiting, for one whose time is short: the cluster does the rest. */
    public void restoreSoon() {
        putBack().forEach(cluster::restart);
    }

    private Set<String> putBack() {
        ConfigMap map = map();
        Optional<Note> note = note(map);
        note.ifPresent(changed -> write(map, changed.before(), null));
        return note.map(Note::restarts).orElse(Set.of());
    }

    /** Undoes what a command that is gone was at. Returns whether there was something. */
    boolean restoreWhatWasLeftBehind(Instant now) throws IOException, InterruptedException {
        if (note(map()).filter(note -> note.isLeftBehind(now)).isEmpty()) {
            return false;
        }
        restore();
        return true;
    }

    /** Refused if somebody else wrote meanwhile. */
    private void write(ConfigMap read, Map<String, ? extends @Nullable String> data, @Nullable Note note) {
        Map<String, @Nullable String> annotations = new HashMap<>();
        annotations.put(NOTE, note == null ? null : Json.compact(note));
        cluster.patchConfigMap(
                CONFIG_MAP,
                Map.of(
                        "metadata",
                        Map.of("resourceVersion", read.getMetadata().getResourceVersion(), "annotations", annotations),
                        "data",
                        data));
    }

    private void restart(Set<String> deployments) throws IOException, InterruptedException {
        deployments.forEach(cluster::restart);
        Instant end = Instant.now().plus(patience);
        for (String name : deployments) {
            await(name, end);
        }
    }

    private void await(String name, Instant end) throws IOException, InterruptedException {
        while (true) {
            switch (rollout(name)) {
                case Rollout.Done done -> {
                    return;
                }
                case Rollout.Stuck stuck ->
                    throw new Refusal("%s is not started anew: %s".formatted(name, stuck.why()));
                case Rollout.UnderWay underWay -> {
                    if (Instant.now().isAfter(end)) {
                        throw new Refusal("%s is not started anew within %d s: %s"
                                .formatted(name, patience.toSeconds(), underWay.words()));
                    }
                }
            }
            Patience.pause(BETWEEN_LOOKS);
        }
    }

    private Rollout rollout(String name) {
        Deployment deployment = cluster.deployment(name)
                .orElseThrow(() -> new Refusal(
                        "namespace %s of %s has no Deployment %s".formatted(Cluster.NAMESPACE, cluster.url(), name)));
        List<Pod> pods = cluster.pods(name);
        return Rollout.of(deployment, pods);
    }
}
