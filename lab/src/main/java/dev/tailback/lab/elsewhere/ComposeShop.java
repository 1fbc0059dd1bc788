package dev.tailback.lab.elsewhere;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.LabFile;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.ShownToken;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A shop in containers. Compose publishes on loopback just the ports that a lab of this machine has. */
final class ComposeShop {
    static final String CONTROL_ROOM = "control-room";
    private static final String SECRETS = "cat /secrets/postgres/secret; echo; cat /secrets/token/secret";

    private final Containers containers;

    ComposeShop(Containers containers) {
        this.containers = containers;
    }

    /** So that commands find it as they find a lab of this machine, with its database's password and its token. */
    void introduceTo(Home home) throws IOException, InterruptedException {
        if (!containers.container(CONTROL_ROOM).is("running")) {
            throw new Refusal("no shop runs in Compose; docker compose up --detach --wait starts it");
        }
        List<String> secrets = containers
                .run("exec", "-T", CONTROL_ROOM, "sh", "-c", SECRETS)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (secrets.size() != 2) {
            throw new Refusal(
                    "the control room's container has " + secrets.size() + " of the 2 secrets that it is to have");
        }
        home.create();
        Secrets.rememberSuperuser(home, secrets.getFirst());
        ShownToken.set(secrets.getLast());
        new LabFile(0, Instant.now(), Ports.standard(), null, Target.COMPOSE.word()).write(home);
    }
}
