package dev.tailback.lab.cli;

import dev.tailback.lab.dead.Graveyard;
import dev.tailback.lab.dead.LetterLines;
import dev.tailback.lab.dead.Listing;
import dev.tailback.lab.dead.Settled;
import dev.tailback.lab.dead.Settlement;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.topics.Place;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dead",
        header = "Lists, shows, replays or drops the records that could not be processed.",
        description = "A dead letter is named by where it lies: TOPIC-PARTITION@OFFSET of its dead-letter topic.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DeadCommand.ListThem.class,
            DeadCommand.Show.class,
            DeadCommand.Replay.class,
            DeadCommand.Drop.class
        })
final class DeadCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    private interface Work {
        int with(Graveyard graveyard, Terminal terminal) throws InterruptedException;
    }

    private static int at(Home home, Work work) throws IOException, InterruptedException {
        try (Web web = new Web();
                Graveyard graveyard =
                        new Graveyard(Labs.running(home, web).ports().kafkaAddress())) {
            return work.with(graveyard, Terminal.ofThisProcess());
        }
    }

    @Command(name = "list", description = "Lists those not yet replayed or dropped, newest last.")
    static final class ListThem implements Callable<Integer> {
        @Mixin
        private final HomeOption homeOption = new HomeOption();

        @Option(names = "--topic", paramLabel = "T", description = "Of this topic only, such as carts.")
        private @Nullable String topic;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "50",
                converter = Values.DeadLetters.class,
                description = "How many (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Option(names = "--all-states", description = "Also those that were replayed or dropped.")
        private boolean allStates;

        @Option(names = "--json", description = "For programs.")
        private boolean json;

        @Override
        public Integer call() throws Exception {
            return at(homeOption.homeWithKafka(), (graveyard, terminal) -> {
                Listing listing = new Listing(limit, allStates);
                graveyard.scan(topic, listing::add);
                if (json) {
                    terminal.document(Json.pretty(listing.rows()));
                } else {
                    LetterLines.of(
                                    listing,
                                    allStates,
                                    terminal.isInteractive() ? terminal.columns() : Integer.MAX_VALUE)
                            .forEach(terminal::line);
                }
                return 0;
            });
        }
    }

    @Command(name = "show", description = "Shows all of one: why, from where, headers and payload.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private final HomeOption homeOption = new HomeOption();

        @Parameters(index = "0", paramLabel = "TOPIC-PARTITION@OFFSET", description = "Where it lies.")
        private String place = "";

        @Override
        public Integer call() throws Exception {
            Place at = Place.of(place);
            return at(homeOption.homeWithKafka(), (graveyard, terminal) -> {
                LetterLines.of(graveyard.at(at), graveyard.settledAs(at)).forEach(terminal::line);
                return 0;
            });
        }
    }

    /** One letter, or all that were neither replayed nor dropped. */
    static final class Selection {
        @Parameters(index = "0", arity = "0..1", paramLabel = "TOPIC-PARTITION@OFFSET", description = "Where it lies.")
        private @Nullable String place;

        @Option(names = "--all", description = "All that were neither replayed nor dropped.")
        private boolean all;
    }

    private static int settle(Home home, @Nullable Selection selection, @Nullable String topic, Settled as)
            throws IOException, InterruptedException {
        String named = selection == null ? null : selection.place;
        boolean all = selection != null && selection.all;
        if ((named == null) != all) {
            throw new Refusal(Refusal.WRONG_USE, "either TOPIC-PARTITION@OFFSET or --all is wanted");
        }
        if (named != null && topic != null) {
            throw new Refusal(Refusal.WRONG_USE, "--topic goes with --all only: " + named + " names its topic");
        }
        Place one = named == null ? null : Place.of(named);
        return at(home, (graveyard, terminal) -> {
            Settlement.Result result = one == null ? graveyard.settleAll(topic, as) : graveyard.settle(one, as);
            if (result.settledByTopic().isEmpty() && result.failed() == 0) {
                terminal.line("Nothing to do: no dead letter waits for anything.");
            }
            result.settledByTopic()
                    .forEach((where, count) ->
                            terminal.line(as == Settled.REPLAYED ? replayed(where, count) : dropped(where, count)));
            result.failures().forEach(terminal::line);
            if (result.failed() > result.failures().size()) {
                terminal.line(result.failed() + " in all were not settled.");
            }
            return result.failed() == 0 ? 0 : 1;
        });
    }

    private static String replayed(String topic, int count) {
        return "Replayed " + count + " to " + topic + "; a group that has processed one already skips it.";
    }

    private static String dropped(String topic, int count) {
        return "Dropped " + count + " of " + topic + ": no longer listed, and still there with --all-states.";
    }

    @Command(name = "replay", description = "Sends the original records back to their topics; harmless to repeat.")
    static final class Replay implements Callable<Integer> {
        @Mixin
        private final HomeOption homeOption = new HomeOption();

        @ArgGroup(exclusive = true, multiplicity = "1")
        private @Nullable Selection selection;

        @Option(names = "--topic", paramLabel = "T", description = "With --all: of this topic only, such as carts.")
        private @Nullable String topic;

        @Override
        public Integer call() throws Exception {
            return settle(homeOption.homeWithKafka(), selection, topic, Settled.REPLAYED);
        }
    }

    @Command(name = "drop", description = "Drops them: they are no longer listed.")
    static final class Drop implements Callable<Integer> {
        @Mixin
        private final HomeOption homeOption = new HomeOption();

        @ArgGroup(exclusive = true, multiplicity = "1")
        private @Nullable Selection selection;

        @Option(names = "--topic", paramLabel = "T", description = "With --all: of this topic only, such as carts.")
        private @Nullable String topic;

        @Override
        public Integer call() throws Exception {
            return settle(homeOption.homeWithKafka(), selection, topic, Settled.DROPPED);
        }
    }
}
