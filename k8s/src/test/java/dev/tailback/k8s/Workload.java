package dev.tailback.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs pods.
 *
 * @param replicas absent where somebody else says how many
 * @param selector by which it finds its pods; empty for a Job
 * @param claims volumes that it makes itself
 */
record Workload(
        String name,
        Kind kind,
        Optional<Integer> replicas,
        Map<String, String> selector,
        PodTemplateSpec template,
        List<PersistentVolumeClaim> claims) {
    enum Kind {
        DEPLOYMENT,
        STATEFUL_SET,
        JOB
    }

    static Optional<Workload> of(HasMetadata object) {
        String name = object.getMetadata().getName();
        if (object instanceof Deployment deployment) {
            return Optional.of(new Workload(
                    name,
                    Kind.DEPLOYMENT,
                    Optional.ofNullable(deployment.getSpec().getReplicas()),
                    deployment.getSpec().getSelector().getMatchLabels(),
                    deployment.getSpec().getTemplate(),
                    List.of()));
        }
        if (object instanceof StatefulSet set) {
            return Optional.of(new Workload(
                    name,
                    Kind.STATEFUL_SET,
                    Optional.ofNullable(set.getSpec().getReplicas()),
                    set.getSpec().getSelector().getMatchLabels(),
                    set.getSpec().getTemplate(),
                    set.getSpec().getVolumeClaimTemplates()));
        }
        if (object instanceof Job job) {
            return Optional.of(new Workload(
                    name, Kind.JOB, Optional.of(1), Map.of(), job.getSpec().getTemplate(), List.of()));
        }
        return Optional.empty();
    }

    PodSpec pod() {
        return template.getSpec();
    }

    Container container() {
        return pod().getContainers().getFirst();
    }

    /** Also those that run before it. */
    List<Container> containers() {
        return Stream.concat(pod().getInitContainers().stream(), pod().getContainers().stream())
                .toList();
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    /** A server that runs on while others come and go, and is asked whether it is well. */
    boolean serves() {
        return kind != Kind.JOB;
    }

    @Override
    public String toString() {
        return name;
    }
}
