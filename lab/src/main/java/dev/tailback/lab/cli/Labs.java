package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Web;
import java.io.IOException;

/** For commands that are of no use without a lab. */
final class Labs {
    private Labs() {}

    static RunningLab running(Home home, Web web) throws IOException {
        return RunningLab.find(home, web)
                .orElseThrow(
                        () -> new Refusal("no lab runs in " + home.path() + "; ./tailback up --detach starts one"));
    }
}
