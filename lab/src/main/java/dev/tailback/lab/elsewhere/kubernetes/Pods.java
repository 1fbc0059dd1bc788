package dev.tailback.lab.elsewhere.kubernetes;

import dev.tailback.lab.home.Part;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.Set;

/** What a pod tells of itself. */
final class Pods {
    /** A pod that waits for one of these reasons waits for somebody to mend something. */
    private static final Set<String> HOPELESS = Set.of(
            "CrashLoopBackOff",
            "ImagePullBackOff",
            "ErrImagePull",
            "ErrImageNeverPull",
            "InvalidImageName",
            "CreateContainerConfigError",
            "CreateContainerError");

    private Pods() {}

    /** The label by which the pods of a part are found. */
    static String name(Part part) {
        return part == Part.REPLICA ? "postgres-replica" : part.id();
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    /** Why it will never be ready by itself; empty if it may. */
    static Optional<String> hopeless(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getContainerStatuses().stream()
                        .filter(container -> container.getState() != null)
                        .flatMap(container ->
                                Optional.ofNullable(container.getState().getWaiting()).stream())
                        .filter(waiting -> HOPELESS.contains(waiting.getReason()))
                        .map(waiting -> words(pod.getMetadata().getName(), waiting))
                        .findFirst();
    }

    private static String words(String pod, ContainerStateWaiting waiting) {
        return "%s: %s%s; `kubectl -n %s describe pod %s` tells more"
                .formatted(
                        pod,
                        waiting.getReason(),
                        waiting.getMessage() == null ? "" : ", " + waiting.getMessage(),
                        Cluster.NAMESPACE,
                        pod);
    }
}
