package dev.tailback.lab.elsewhere;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where the shop runs of which a command speaks. */
public enum Target {
    /** Processes that the lab started on this machine. */
    LOCAL,
    /** Containers of compose.yaml, on this machine's engine. */
    COMPOSE;

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

    /** Finds the shop of today, and notes in the home how it is reached. */
    public void prepare(Home home) throws IOException, InterruptedException {
        switch (this) {
            case LOCAL -> {}
            case COMPOSE ->
                new ComposeShop(Containers.of(Installation.ofThisProcess().root())).introduceTo(home);
        }
    }
}
