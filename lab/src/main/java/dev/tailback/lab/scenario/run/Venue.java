package dev.tailback.lab.scenario.run;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.web.Web;

/** The running shop that a scenario uses. */
public record Venue(Home home, RunningLab lab, Web web) {
    Places places() {
        return lab.places();
    }

    public ShopServer server() {
        return new ShopServer(home, lab.places());
    }
}
