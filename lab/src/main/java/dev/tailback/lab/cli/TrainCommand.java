package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.up.Training;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "train", hidden = true, description = "Makes the AOT caches that later starts use.")
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--before-start", description = "Does nothing while the lab of --home runs.")
    private boolean beforeStart;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        if (beforeStart && runs(homeOption.own())) {
            return 0;
        }
        Training.run(terminal);
        return 0;
    }

    private static boolean runs(Home home) throws IOException, InterruptedException {
        try (Web web = new Web()) {
            return RunningLab.find(home, web).isPresent();
        }
    }
}
