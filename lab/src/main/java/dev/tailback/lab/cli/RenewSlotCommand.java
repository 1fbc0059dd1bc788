package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.servers.ShopDatabase;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "renew-slot",
        description = "Makes the relay's lost replication slot anew; the relay then publishes what Kafka never got.")
final class RenewSlotCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Home home = homeOption.own();
        try (Web web = new Web()) {
            RunningLab lab = RunningLab.find(home, web)
                    .orElseThrow(() -> new Refusal("nothing runs, so there is no database; ./tailback up starts it"));
            renew(lab.ports().postgres(), Secrets.of(home));
        }
        terminal.line("The replication slot is made anew. ./tailback up starts the relay, if it ended; its reconciler "
                + "publishes what Kafka never got.");
        return 0;
    }

    private static void renew(int port, Secrets secrets) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + ShopDatabase.NAME;
        try (Connection relay = DriverManager.getConnection(url, "relay", relayPassword(secrets));
                Statement statement = relay.createStatement()) {
            statement.execute("SELECT relay.renew_slot()");
        } catch (SQLException refused) {
            throw new Refusal(
                    "the slot is as it was: "
                            + String.valueOf(refused.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    refused);
        }
    }

    private static String relayPassword(Secrets secrets) {
        return secrets.of(Part.RELAY);
    }
}
