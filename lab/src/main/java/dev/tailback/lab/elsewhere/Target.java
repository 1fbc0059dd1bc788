package dev.tailback.lab.elsewhere;

import dev.tailback.lab.elsewhere.kubernetes.Cluster;
import dev.tailback.lab.elsewhere.kubernetes.ClusterShop;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Where the shop runs of which a command speaks. */
public enum Target {
    /** Processes that the lab started on this machine. */
    LOCAL,
    /** Containers of compose.yaml, on this machine's engine. */
    COMPOSE,
    /** Pods of k8s/, in the cluster of which kubectl speaks. */
    K8S;

    public static Target of(String word) {
        return Arrays.stream(values())
                .filter(target -> target.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.WRONG_USE,
                        "--target " + word + " is not allowed: "
                                + Arrays.stream(values()).map(Target::word).collect(Collectors.joining(" or "))));
    }

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Finds the shop of today, and notes in the home how it is reached.
     *
     * @param lines hears what had to be put right first
     */
    public void prepare(Home home, Consumer<String> lines) throws IOException, InterruptedException {
        switch (this) {
            case LOCAL -> {}
            case COMPOSE ->
                new ComposeShop(Containers.of(Installation.ofThisProcess().root())).introduceTo(home);
            case K8S -> new ClusterShop(Cluster.ofThisUser()).introduceTo(home, word(), lines);
        }
    }
}
