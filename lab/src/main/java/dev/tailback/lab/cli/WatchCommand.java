package dev.tailback.lab.cli;

import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.up.WatchingLab;
import dev.tailback.lab.web.Web;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "watch",
        hidden = true,
        header = "Serves the control room of a shop that this lab did not start, as in the image tailback/lab.",
        description =
                "Reads where the parts are from the variables that tell the stages so, and the superuser's password"
                        + " from TAILBACK_SECRETS. CONTROL_ROOM_ADDRESS (default: 0.0.0.0) is where it listens.")
final class WatchCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Override
    public Integer call() throws Exception {
        try (Web web = new Web()) {
            new WatchingLab(homeOption.own(), System.getenv(), Terminal.ofThisProcess()).run(web);
        }
        return 0;
    }
}
