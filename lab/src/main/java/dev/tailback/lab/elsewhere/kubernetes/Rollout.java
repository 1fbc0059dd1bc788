package dev.tailback.lab.elsewhere.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far a Deployment is on the way to pods that are all of its newest template. */
sealed interface Rollout {
    record Done() implements Rollout {}

    record UnderWay(String words) implements Rollout {}

    /** It will not end by itself. */
    record Stuck(String why) implements Rollout {}

    /** @param pods of this Deployment, old and new */
    static Rollout of(Deployment deployment, List<Pod> pods) {
        @Nullable DeploymentStatus status = deployment.getStatus();
        Optional<String> stuck = Stream.concat(
                        pods.stream().flatMap(pod -> Pods.hopeless(pod).stream()), givenUp(status).stream())
                .findFirst();
        if (stuck.isPresent()) {
            return new Stuck(stuck.get());
        }
        if (status == null
                || number(status.getObservedGeneration())
                        < number(deployment.getMetadata().getGeneration())) {
            return new UnderWay("the cluster has not seen it yet");
        }
        long wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        long updated = number(status.getUpdatedReplicas());
        long all = number(status.getReplicas());
        long available = number(status.getAvailableReplicas());
        return updated == wanted && all == wanted && available == wanted
                ? new Done()
                : new UnderWay("%d of %d pods are new, %d are old, %d available"
                        .formatted(updated, wanted, all - updated, available));
    }

    private static Optional<String> givenUp(@Nullable DeploymentStatus status) {
        return status == null
                ? Optional.empty()
                : status.getConditions().stream()
                        .filter(condition -> "ProgressDeadlineExceeded".equals(condition.getReason()))
                        .map(DeploymentCondition::getMessage)
                        .findFirst();
    }

    private static long number(@Nullable Number number) {
        return number == null ? 0 : number.longValue();
    }
}
