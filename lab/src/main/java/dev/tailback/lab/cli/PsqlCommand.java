package dev.tailback.lab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.psql.Login;
import dev.tailback.lab.psql.Psql;
import dev.tailback.lab.psql.SqlPrompt;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "psql",
        header = "Opens psql on the shop's database, or a small SQL prompt where there is none.",
        description = "As the superuser, or in the role and schema of the stage that is named.")
final class PsqlCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "STAGE",
            description = "catalog, checkout, inventory or relay.")
    private @Nullable String stage;

    @Option(
            names = {"-c", "--command"},
            paramLabel = "SQL",
            description = "Runs this, and ends.")
    private @Nullable String statement;

    @Option(names = "--url", description = "Shows the connection string, password included, and ends.")
    private boolean url;

    @Override
    public Integer call() throws Exception {
        if (stage != null && !Login.STAGES.contains(stage)) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    "STAGE '" + stage + "' is not allowed: one of " + String.join(", ", Login.STAGES));
        }
        Terminal terminal = Terminal.ofThisProcess();
        Login login = login();
        if (url) {
            terminal.document(login.url());
            return 0;
        }
        Optional<Psql> psql = Psql.on(System.getenv("PATH"));
        if (psql.isPresent()) {
            return psql.get().run(login, statement) == 0 ? 0 : 1;
        }
        SqlPrompt prompt = new SqlPrompt(login, terminal);
        if (statement != null) {
            return prompt.run(statement) ? 0 : 1;
        }
        prompt.converse(new BufferedReader(new InputStreamReader(System.in, UTF_8)));
        return 0;
    }

    private Login login() throws Exception {
        Home home = homeOption.home();
        try (Web web = new Web()) {
            RunningLab lab = Labs.running(home, web);
            return new Login(lab.ports().postgresAddress(), Secrets.of(home).superuser(), stage);
        }
    }
}
