package dev.tailback.k8s;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who of one namespace may speak to whom, as a cluster that enforces policies decides it: both sides must allow it. */
record PolicyMatrix(List<Workload> workloads, List<NetworkPolicy> policies) {
    static PolicyMatrix of(Manifests manifests) {
        return new PolicyMatrix(
                manifests.workloads(), manifests.all(NetworkPolicy.class).toList());
    }

    /** Lines such as {@code checkout → payments 8086}. */
    SortedSet<String> lines() {
        SortedSet<String> lines = new TreeSet<>();
        for (Workload from : workloads) {
            for (Workload to : workloads) {
                for (ContainerPort port : ports(to)) {
                    if (leaves(from, to, port) && enters(from, to, port)) {
                        lines.add("%s → %s %d".formatted(from.name(), to.name(), port.getContainerPort()));
                    }
                }
            }
        }
        return lines;
    }

    private static List<ContainerPort> ports(Workload workload) {
        return workload.container().getPorts() == null
                ? List.of()
                : workload.container().getPorts();
    }

    private boolean leaves(Workload from, Workload to, ContainerPort port) {
        List<NetworkPolicy> concerning = concerning(from, "Egress");
        return concerning.isEmpty()
                || concerning.stream()
                        .flatMap(policy -> policy.getSpec().getEgress().stream())
                        .anyMatch(rule -> allows(rule.getTo(), to) && isAmong(rule.getPorts(), port));
    }

    private boolean enters(Workload from, Workload to, ContainerPort port) {
        List<NetworkPolicy> concerning = concerning(to, "Ingress");
        return concerning.isEmpty()
                || concerning.stream()
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .anyMatch(rule -> allows(rule.getFrom(), from) && isAmong(rule.getPorts(), port));
    }

    private List<NetworkPolicy> concerning(Workload workload, String direction) {
        return policies.stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(direction))
                .filter(policy -> selects(policy.getSpec().getPodSelector(), workload))
                .toList();
    }

    /** No peers are all peers. A peer of another namespace, or an address, is none of these workloads. */
    private static boolean allows(List<NetworkPolicyPeer> peers, Workload other) {
        return peers.isEmpty()
                || peers.stream()
                        .anyMatch(peer -> peer.getNamespaceSelector() == null
                                && peer.getIpBlock() == null
                                && selects(peer.getPodSelector(), other));
    }

    private static boolean isAmong(List<NetworkPolicyPort> allowed, ContainerPort port) {
        return allowed.isEmpty()
                || allowed.stream().anyMatch(each -> "TCP".equals(each.getProtocol()) && isPort(each.getPort(), port));
    }

    private static boolean isPort(IntOrString wanted, ContainerPort port) {
        return port.getContainerPort().equals(wanted.getIntVal())
                || port.getName().equals(wanted.getStrVal());
    }

    private static boolean selects(LabelSelector selector, Workload workload) {
        Map<String, String> labels = workload.labels();
        Map<String, String> wanted = selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
        return labels.entrySet().containsAll(wanted.entrySet())
                && selector.getMatchExpressions().stream().allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(LabelSelectorRequirement expression, Map<String, String> labels) {
        String value = labels.get(expression.getKey());
        return switch (expression.getOperator()) {
            case "In" -> value != null && expression.getValues().contains(value);
            case "Exists" -> value != null;
            default -> throw new IllegalArgumentException(expression.getOperator() + " is not known here");
        };
    }
}
