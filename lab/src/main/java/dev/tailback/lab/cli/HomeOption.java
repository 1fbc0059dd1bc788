package dev.tailback.lab.cli;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.terminal.Refusal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Every command speaks of one lab, and this says of which. */
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where the lab keeps its state (default: TAILBACK_HOME, or .tailback beside the script).")
    private @Nullable Path folder;

    /** What a command that is to be typed needs besides, so that it speaks of the same lab. */
    String words() {
        return folder == null ? "" : " --home " + folder;
    }

    Home home() {
        if (folder != null) {
            return new Home(told("--home", folder.toString()));
        }
        String environment = System.getenv("TAILBACK_HOME");
        return new Home(
                environment == null
                        ? Installation.ofThisProcess().root().resolve(".tailback")
                        : told("TAILBACK_HOME", environment));
    }

    /** Nothing, as of a variable that a script forgot to set, would be the folder where somebody happens to stand. */
    private static Path told(String by, String folder) {
        if (folder.isBlank()) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    by + " '" + folder + "' is not allowed: the folder where the lab keeps its state");
        }
        return Path.of(folder);
    }
}
