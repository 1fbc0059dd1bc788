package dev.tailback.lab.drill.running;

import dev.tailback.lab.experiment.Experiments;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.faults.Secrecy;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.Hands;
import dev.tailback.lab.room.Room;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.Wire;

/** The lab that a drill is held in. */
public record Ground(
        Home home,
        Ports ports,
        Web web,
        Wire wire,
        Hands hands,
        Faults faults,
        Secrecy secrecy,
        Experiments experiments,
        Room room) {
    ShopServer server() {
        return new ShopServer(home, ports);
    }
}
