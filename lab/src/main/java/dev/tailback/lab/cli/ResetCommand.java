package dev.tailback.lab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.LabLock;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.up.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "reset", description = "Deletes orders, topics, logs and passwords: the next `up` begins anew.")
final class ResetCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask.")
    private boolean yes;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Home home = homeOption.own();
        home.demandLab();
        list(home, terminal);
        if (!yes && !agrees(LabLock.isHeld(home), terminal)) {
            terminal.line("Nothing was deleted.");
            return 1;
        }
        Ending.ofAll(home, terminal);
        forget(home);
        terminal.line("Deleted: data, logs and secrets in " + home.path() + ".");
        return 0;
    }

    private static void list(Home home, Terminal terminal) throws IOException {
        List<Path> found = home.forgettable();
        terminal.line(
                found.isEmpty()
                        ? "There is nothing to delete in " + home.path() + "."
                        : "To be deleted in " + home.path() + ":");
        found.forEach(each -> terminal.line("  " + home.path().relativize(each)));
    }

    /** Under the lock, so that nobody starts a lab on what is just being deleted. */
    private static void forget(Home home) throws IOException, InterruptedException {
        Optional<LabLock> lock = LabLock.take(home);
        if (lock.isEmpty()) {
            throw new Refusal("a lab was started in " + home.path() + " meanwhile; nothing was deleted");
        }
        try (LabLock held = lock.get()) {
            home.forget();
        }
    }

    private static boolean agrees(boolean runs, Terminal terminal) throws IOException {
        if (!terminal.isAttended()) {
            throw new Refusal("reset deletes data and asks first, but there is no terminal; --yes agrees in advance");
        }
        terminal.ask((runs ? "End the running lab and delete" : "Delete") + " all of this? y/N");
        String answer = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
        return answer != null
                && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    }
}
