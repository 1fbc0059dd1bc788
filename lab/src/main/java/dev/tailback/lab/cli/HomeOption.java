package dev.tailback.lab.cli;

import dev.tailback.lab.elsewhere.Target;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Every command speaks of one lab, and this says of which. */
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where the lab keeps its state (default: TAILBACK_HOME, or .tailback beside the script).")
    private @Nullable Path folder;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** What a command that is to be typed needs besides, so that it speaks of the same lab. */
    String words() {
        return folder == null ? "" : " --home " + folder;
    }

    /** Of the shop of which the command speaks, wherever it runs. */
    Home home() throws IOException, InterruptedException {
        Target target = target();
        if (target == Target.LOCAL) {
            return local();
        }
        Home home = folder == null
                ? new Home(Installation.ofThisProcess().root().resolve(".tailback-" + target.word()))
                : local();
        target.prepare(home, Terminal.ofThisProcess()::line);
        return home;
    }

    /** For what speaks with Kafka itself, whose brokers in a cluster send their clients on to where only pods can go. */
    Home homeWithKafka() throws IOException, InterruptedException {
        if (!reachesKafka()) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    "--target k8s is not allowed here: Kafka in a cluster cannot be reached from outside; lag and"
                            + " audit work, since they ask the shop");
        }
        return home();
    }

    boolean reachesKafka() {
        return target() != Target.K8S;
    }

    /** For what can be done to a lab of this machine only. */
    Home own() {
        if (target() != Target.LOCAL) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    "--target " + target().word()
                            + " is not allowed here: this is for a shop that the lab itself starts");
        }
        return local();
    }

    private Target target() {
        return command != null && command.root().userObject() instanceof Tailback tailback
                ? tailback.target()
                : Target.LOCAL;
    }

    /** Of the lab that this machine has or would have, wherever the shop of which the command speaks runs. */
    Home ofThisMachine() {
        return local();
    }

    private Home local() {
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
