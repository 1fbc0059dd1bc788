package dev.tailback.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesEveryCommandInOneLineAndHidesTheTraining() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains(
                        "demo ",
                        "up ",
                        "down ",
                        "status ",
                        "logs ",
                        "produce ",
                        "trace ",
                        "spans ",
                        "doctor ",
                        "topics ",
                        "peek ",
                        "reset ")
                .doesNotContain("train");
        assertThat(out.toString().lines().filter(line -> line.matches("  (demo|up|down|status|produce|topics|peek).*")))
                .hasSize(7)
                .allMatch(line -> line.endsWith("."));
    }

    /** What picocli cannot format, such as a lone percent sign, it prints raw, and complains on System.err. */
    @Test
    void theHelpOfEveryCommandCanBeFormatted() {
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
        try {
            helpOfAll(Tailback.commandLine(Terminal.silent()));
        } finally {
            System.setErr(before);
        }

        assertThat(complaints.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static void helpOfAll(CommandLine command) {
        assertThat(command.getUsageMessage()).contains("Usage: ");
        command.getSubcommands().values().forEach(CommandLineTest::helpOfAll);
    }

    @ParameterizedTest
    @CsvSource({
        "statsu, tailback status",
        "pruduce, tailback produce",
    })
    void aMistypedCommandGetsASuggestion(String typed, String meant) {
        assertThat(run(typed)).isEqualTo(2);

        assertThat(err.toString()).contains("no such command or option: " + typed, meant);
    }

    @Test
    void aMistypedOptionGetsASuggestion() {
        assertThat(run("up", "--detatch")).isEqualTo(2);

        assertThat(err.toString()).contains("--detatch", "--detach");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--count | 0     | a whole number from 1 to 200000",
                "--count | -5    | a whole number from 1 to 200000",
                "--count | many  | a whole number from 1 to 200000",
                "--rate  | 0     | a number of orders per second from 0.01 to 5000",
                "--rate  | NaN   | a number of orders per second from 0.01 to 5000",
                "--rate  | fast  | a number of orders per second from 0.01 to 5000",
                "--for   | 0s    | a duration such as 500ms, 30s, 5m or 1h, at most 24h",
                "--for   | 25h   | a duration such as 500ms, 30s, 5m or 1h, at most 24h",
                "--for   | 10    | a duration such as 500ms, 30s, 5m or 1h, at most 24h",
                "--to    | HTTPS | http or kafka",
                "--skew  | -1    | a number from 0 (all alike) to 5 (nearly all buy one product)",
                "--skew  | NaN   | a number from 0 (all alike) to 5 (nearly all buy one product)",
                "--poison | 0.01 | a percentage from 0% to 100%, such as 1% or 0.25%",
                "--poison | 101% | a percentage from 0% to 100%, such as 1% or 0.25%",
                "--duplicates | -1% | a percentage from 0% to 100%, such as 1% or 0.25%",
                "--seed  | dice  | a whole number from 0 to 2147483647",
            })
    void aBadValueIsRefusedWithTheOptionTheValueAndWhatIsAllowed(String option, String value, String allowed) {
        assertThat(run("produce", option + "=" + value)).isEqualTo(2);

        assertThat(err.toString()).contains("'" + option + "'", "'" + value + "' is not allowed: " + allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--last         | 10    | a duration such as 10m, 24h or 7d, at most 366d",
                "--last         | 367d  | a duration such as 10m, 24h or 7d, at most 366d",
                "--min-duration | fast  | a duration such as 500ms, 30s, 5m or 1h, at most 24h",
                "--limit        | 0     | a whole number from 1 to 1000000",
            })
    void spansAreNotLookedForWithABadValue(String option, String value, String allowed) {
        assertThat(run("spans", option + "=" + value)).isEqualTo(2);

        assertThat(err.toString()).contains("'" + option + "'", "'" + value + "' is not allowed: " + allowed);
    }

    @ParameterizedTest
    @CsvSource({"0s", "500ms", "301s", "20"})
    void aProfileTakesWholeSecondsUpToFiveMinutes(String length) {
        assertThat(run("profile", "catalog", "--for=" + length)).isEqualTo(2);

        assertThat(err.toString())
                .contains("'--for': '" + length + "' is not allowed: whole seconds such as 20s or 2m, from 1s to 5m");
    }

    @Test
    void onlyStagesAreProfiled() {
        assertThat(run("profile", "relay")).isEqualTo(2);

        assertThat(err.toString()).contains("STAGE 'relay' is not allowed: catalog, checkout, inventory");
    }

    @Test
    void anAttributeIsAKeyAndAValue() {
        assertThat(run("spans", "--attr", "order.id")).isEqualTo(2);

        assertThat(err.toString()).contains("order.id", "KEY=VALUE");
    }

    @ParameterizedTest
    @CsvSource({"1023", "65001", "http"})
    void aPortBaseOutOfRangeIsRefused(String base) {
        assertThat(run("up", "--port-base", base)).isEqualTo(2);

        assertThat(err.toString()).contains("'--port-base'", base, "from 1024 to 65000");
    }

    @Test
    void anOrderThatIsNoUuidIsWrongUse() {
        assertThat(run("trace", "1-1-1-1-1")).isEqualTo(2);

        assertThat(err.toString())
                .contains("ORDER|TRACE", "'1-1-1-1-1' is not allowed: an order's UUID such as", "or a trace id");
    }

    @Test
    void aTraceThatIsNoneIsWrongUse() {
        assertThat(run("logs", "--trace", "4bf92f35")).isEqualTo(2);

        assertThat(err.toString()).contains("'--trace'", "'4bf92f35' is not allowed: 32 hexadecimal digits");
    }

    @Test
    void aTraceOfWhichNobodyLoggedIsSaidToBeUnknown(@TempDir Path home) {
        String trace = "0af7651916cd43dd8448eb211c80319c";

        assertThat(run("logs", "--trace", trace, "--home", home.toString())).isOne();

        assertThat(err.toString()).contains("is of trace " + trace);
    }

    @Test
    void aTraceIsShownWhole() {
        assertThat(run("logs", "--follow", "--trace", "0af7651916cd43dd8448eb211c80319c"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("--follow");
    }

    @Test
    void withoutALabTheSentenceSaysHowToStartOne(@TempDir Path home) {
        assertThat(run("produce", "--home", home.toString())).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("tailback: no lab runs in " + home + "; ./tailback up --detach starts one\n");
    }

    @Test
    void resetDeletesNothingInAFolderThatIsNoLab(@TempDir Path home) throws IOException {
        Path precious = Files.createDirectories(home.resolve("data")).resolve("precious");
        Files.writeString(precious, "kept");

        assertThat(run("reset", "--yes", "--home", home.toString())).isEqualTo(2);

        assertThat(err.toString()).contains(home + " is no lab, and nothing in it is deleted");
        assertThat(precious).exists();
    }

    @Test
    void anEmptyHomeIsRefused() {
        assertThat(run("reset", "--yes", "--home", "")).isEqualTo(2);

        assertThat(err.toString()).contains("--home '' is not allowed");
    }

    @Test
    void aBugThatNoStageKnowsIsRefusedBeforeAnythingStarts(@TempDir Path home) {
        assertThat(run("up", "--seed-bug", "catalog=release-forgotten", "--home", home.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("catalog can be started with commit-before-work");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whatIsQuotedInARefusalCannotSteerTheTerminal() {
        assertThat(run("peek\033[2J\u202e")).isEqualTo(2);

        assertThat(err.toString()).contains("peek\\u001b[2J\\u202e").doesNotContain("\033");
    }

    @Test
    void resetDoesNotDeleteWhenNobodyCanBeAsked(@TempDir Path home) throws IOException {
        new Home(home).create();

        assertThat(run("reset", "--home", home.toString())).isEqualTo(1);

        assertThat(err.toString()).contains("--yes agrees in advance");
    }

    @Test
    void statusExitsWithThreeWhenNothingRuns(@TempDir Path home) {
        assertThat(run("status", "--home", home.toString())).isEqualTo(3);
    }

    @Test
    void aLoadIsAsLongAsTheShorterOfCountAndDuration() {
        assertThat(ProduceCommand.orders(null, 10, null)).isEqualTo(100);
        assertThat(ProduceCommand.orders(7, 10, null)).isEqualTo(7);
        assertThat(ProduceCommand.orders(null, 10, Duration.ofSeconds(3))).isEqualTo(30);
        assertThat(ProduceCommand.orders(7, 10, Duration.ofSeconds(3))).isEqualTo(7);
        assertThat(ProduceCommand.orders(null, 5000, Duration.ofHours(24))).isEqualTo(Values.MOST_ORDERS);
    }

    @ParameterizedTest
    @CsvSource({
        "dead list",
        "dead replay --all",
        "dead drop carts.checkout.dead-0@1",
        "dead show carts.checkout.dead-0@1",
        "topics",
        "peek carts",
        "peek carts --from -5",
        "load",
        "load database",
        "profile catalog",
    })
    void whatNeedsALabIsRefusedAsElsewhere(String command, @TempDir Path home) {
        assertThat(run((command + " --home " + home).split(" "))).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("tailback: no lab runs in " + home + "; ./tailback up --detach starts one\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dead replay                          | --all",
                "dead replay --all carts-0@1          | carts-0@1",
                "dead drop a.dead-0@1 --topic carts   | --topic goes with --all only",
                "dead show carts                      | TOPIC-PARTITION@OFFSET, such as",
                "dead list --limit 0                  | a whole number from 1 to 10000",
                "bench pipeline --orders 5            | a whole number from 100 to 100000",
                "peek                                 | TOPIC",
                "peek carts --from never              | is not allowed: earliest, latest, an offset such as 17",
                "peek carts --count 0                 | a whole number from 1 to 1000000",
                "peek carts --partition=-1            | a whole number from 0 to 100000",
                "load --journeys 50/20/31             | three percentages that make 100",
                "load --rpm 0                         | shoppers per minute from 0.1 to 300000",
                "load --rpm 120 --rate 2              | --rate does not go with --rpm",
                "load --patience 1h                   | is not allowed: a duration such as 30s, or two such as 5s..60s",
                "load --retries -1                    | a whole number from 0 to 100",
                "load --retry-budget much             | a share of the checkouts from 0 to 10, such as 0.1 or 10%",
                "load --card 42=5%                    | such as 4000000000000002=5%",
                "load database --list-to-get -1       | how many listings there are for each product",
                "peek carts --key k --partition 1     | --partition 1 does not go with --key",
            })
    void wrongUseSaysWhatIsAllowed(String command, String allowed) {
        assertThat(run(command.split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(allowed);
    }

    private int run(String... args) {
        CommandLine line = Tailback.commandLine(Terminal.silent());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
