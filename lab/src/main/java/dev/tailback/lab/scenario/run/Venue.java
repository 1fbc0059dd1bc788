package dev.tailback.lab.scenario.run;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.web.Web;

/** The running shop that a scenario uses. */
public record Venue(Home home, RunningLab lab, Web web) {
    Ports ports() {
        return lab.ports();
    }

    public ShopServer server() {
        return new ShopServer(home, lab.ports());
    }
}
