package dev.tailback.lab.elsewhere.kubernetes;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.processes.Hands;
import dev.tailback.lab.terminal.Refusal;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pod that is killed comes back at once: a part that is to stay dead has no pods, and remembers how many it had. */
public final class PodHands implements Hands {
    static final String REPLICAS_BEFORE = "tailback.dev/replicas-before";
    /** Longer than the servers' grace, 60 s. */
    private static final Duration TO_GO = Duration.ofMinutes(2);

    private static final Duration TO_COME = Duration.ofMinutes(4);

    private final Cluster cluster;
    private final Duration toCome;

    public PodHands(Cluster cluster) {
        this(cluster, TO_COME);
    }

    PodHands(Cluster cluster, Duration toCome) {
        this.cluster = cluster;
        this.toCome = toCome;
    }

    @Override
    public Look look(Part part) {
        List<Pod> pods = pods(part);
        return new Look(
                pods.isEmpty() ? State.GONE : State.RUNS,
                "the pods of " + part,
                "%s has %d pods, %d ready"
                        .formatted(
                                part,
                                pods.size(),
                                pods.stream().filter(Pods::isReady).count()));
    }

    private List<Pod> pods(Part part) {
        return cluster.pods(Pods.name(part));
    }

    @Override
    public void kill(Part part) throws IOException, InterruptedException {
        takeAway(part);
        cluster.killPods(Pods.name(part));
        demandGone(part);
    }

    @Override
    public void end(Part part) throws IOException, InterruptedException {
        takeAway(part);
        demandGone(part);
    }

    private void takeAway(Part part) {
        if (cluster.isScaledByKeda(Pods.name(part))) {
            throw new Refusal(
                    "%s cannot be ended here: KEDA says how many pods it has, and would start the next one at once"
                            .formatted(part));
        }
        int replicas = replicas(workload(part));
        if (replicas > 0) {
            scale(part, 0, Integer.toString(replicas));
        }
    }

    private void demandGone(Part part) throws IOException, InterruptedException {
        if (!Patience.until(TO_GO, () -> pods(part).isEmpty())) {
            throw new Refusal("%s still has pods after %d s".formatted(part, TO_GO.toSeconds()));
        }
    }

    @Override
    public void start(Part part) throws IOException, InterruptedException {
        HasMetadata workload = workload(part);
        int wanted = before(workload).orElse(Math.max(1, replicas(workload)));
        if (replicas(workload) < wanted || before(workload).isPresent()) {
            scale(part, wanted, null);
        }
        if (!Patience.until(toCome, () -> areReady(part, wanted))) {
            throw new Refusal("%s is not back within %d s: %s"
                    .formatted(part, toCome.toSeconds(), look(part).words()));
        }
    }

    private boolean areReady(Part part, int wanted) {
        List<Pod> pods = pods(part);
        pods.stream().flatMap(pod -> Pods.hopeless(pod).stream()).findFirst().ifPresent(why -> {
            throw new Refusal(part + " does not come back: " + why);
        });
        return pods.stream().filter(Pods::isReady).count() >= wanted;
    }

    private void scale(Part part, int replicas, @Nullable String before) {
        Map<String, @Nullable String> note = new HashMap<>();
        note.put(REPLICAS_BEFORE, before);
        cluster.patch(
                part.toString(),
                cluster.workload(part),
                Map.of("metadata", Map.of("annotations", note), "spec", Map.of("replicas", replicas)));
    }

    private HasMetadata workload(Part part) {
        return Optional.<HasMetadata>ofNullable(cluster.ask("read " + part, cluster.workload(part)::get))
                .orElseThrow(() ->
                        new Refusal("namespace %s of %s has no %s".formatted(Cluster.NAMESPACE, cluster.url(), part)));
    }

    private static int replicas(HasMetadata workload) {
        Integer replicas = switch (workload) {
            case Deployment deployment -> deployment.getSpec().getReplicas();
            case StatefulSet set -> set.getSpec().getReplicas();
            default -> throw new IllegalArgumentException(workload.getKind() + " has no replicas");
        };
        return replicas == null ? 1 : replicas;
    }

    private static Optional<Integer> before(HasMetadata workload) {
        return Optional.ofNullable(workload.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(REPLICAS_BEFORE))
                .map(Integer::valueOf);
    }

    @Override
    public void pause(Part part) {
        throw new Refusal(
                "%1$s cannot be paused in Kubernetes, where nobody may stop a process in a pod (SIGSTOP); `fault kill part=%1$s` takes its pods away"
                        .formatted(part));
    }

    /** Nothing was paused. */
    @Override
    public void goOn(Part part) {}
}
