package dev.tailback.lab.faults.processes;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.processes.Hands;
import dev.tailback.lab.terminal.Amounts;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The relay stands still: orders are taken, nobody hears of them, and PostgreSQL keeps its WAL for the slot. */
final class StalledOutbox implements Fault {
    private final Hands hands;
    private final ShopServer server;

    StalledOutbox(Hands hands, ShopServer server) {
        this.hands = hands;
        this.server = server;
    }

    @Override
    public Manual manual() {
        return new Manual(
                "stalled-outbox", "Stops the relay (SIGSTOP): outboxes fill, PostgreSQL retains WAL for its slot.");
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of(Part.RELAY.id());
    }

    @Override
    public void set(Strike strike) throws IOException, InterruptedException {
        hands.pause(Part.RELAY);
    }

    @Override
    public Sight look(Strike strike) throws IOException, SQLException, InterruptedException {
        Hands.Look look = hands.look(Part.RELAY);
        return new Sight(
                look.state() == Hands.State.PAUSED,
                look.words() + "; its slot is " + Amounts.bytes(server.unconfirmedBytes()) + " of WAL behind");
    }

    @Override
    public void clear(Strike strike) throws IOException, InterruptedException {
        hands.goOn(Part.RELAY);
    }
}
