package dev.tailback.lab;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
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
            return new Home(folder);
        }
        String told = System.getenv("TAILBACK_HOME");
        boolean isTold = told != null && !told.isBlank();
        return new Home(
                isTold ? Path.of(told) : Installation.ofThisProcess().root().resolve(".tailback"));
    }
}
