package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.detached.DetachedLab;
import dev.tailback.lab.drill.diagnosis.Diagnosing;
import dev.tailback.lab.drill.diagnosis.Played;
import dev.tailback.lab.drill.running.DrillRoutes;
import dev.tailback.lab.drill.running.RemoteDrill;
import dev.tailback.lab.drill.running.Wanted;
import dev.tailback.lab.drill.told.DrillFolder;
import dev.tailback.lab.drill.told.DrillLines;
import dev.tailback.lab.drill.told.Told;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "drill",
        header = "Breaks something and does not say what: practise to see it, name it and repair it.",
        description =
                "Starts the shop if it does not run, with tables in which a scan is seen. Shoppers come, and some time later"
                        + " something breaks. The drill goes on in the lab: leave the terminal, and come back with status.",
        subcommands = {
            DrillCommand.Status.class,
            DrillCommand.See.class,
            DrillCommand.Causes.class,
            DrillCommand.Name.class,
            DrillCommand.Hint.class,
            DrillCommand.Repair.class,
            DrillCommand.GiveUp.class,
            DrillCommand.Timeline.class
        })
final class DrillCommand implements Callable<Integer> {
    private static final String PRODUCTS = "250000";

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(
            names = "--level",
            paramLabel = "1..3",
            description =
                    "1: one cause in plain sight; 2: a cause two hops from its symptom; 3: two causes, one of them"
                            + " harmless (default: any).")
    private @Nullable Integer level;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed breaks the same at the same time (default: another one each time).")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description =
                    "Gives up after so many, 1 to 60, from the moment on at which something breaks (default: 10).")
    private @Nullable Integer minutes;

    @Option(
            names = "--incident",
            paramLabel = "NAME",
            description = "Plays this one of the catalogue (docs/drills.md), for teachers.")
    private List<String> incidents = new ArrayList<>();

    @Option(
            names = "--port-base",
            paramLabel = "N",
            converter = Values.PortBase.class,
            description = "Uses the thirteen ports from N, if the shop is to be started.")
    private @Nullable Integer portBase;

    @Option(
            names = "--diagnose",
            description =
                    "Has flow-alerts, and nobody else, find the causes of the incidents that are named, and compares.")
    private boolean diagnose;

    @Option(
            names = "--all",
            description = "With --diagnose: all that were not diagnosed yet; it goes on where it broke off.")
    private boolean all;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (incidents.size() > 1 && !diagnose || all && !diagnose) {
            throw new Refusal(
                    Refusal.WRONG_USE, "--all, and more than one --incident, are allowed with --diagnose only");
        }
        Terminal terminal = Terminal.ofThisProcess();
        Home home = homeOption.own();
        try (Web web = new Web()) {
            List<String> arguments = DetachedLab.arguments(home, portBase, null);
            arguments.addAll(List.of("--products", PRODUCTS));
            RunningLab lab = new DetachedLab(home, web, terminal).ensureUp(arguments, new AotUse.Read());
            if (diagnose) {
                return diagnose(new Diagnosing(lab, web, terminal), terminal);
            }
            Told told = new RemoteDrill(lab)
                    .start(new Wanted(
                            level, seed, minutes, incidents.isEmpty() ? null : incidents.getFirst(), null, null));
            show(told, json, terminal);
            return 0;
        }
    }

    private int diagnose(Diagnosing diagnosing, Terminal terminal) throws IOException, InterruptedException {
        for (String name : all ? diagnosing.missing() : incidents) {
            try {
                Played one = diagnosing.diagnose(name);
                terminal.line("%s: wanted %s, said %s"
                        .formatted(one.incident(), one.wanted(), one.said().isEmpty() ? "nothing" : one.said()));
            } catch (Refusal notPlayed) {
                terminal.line(name + " was not played: " + notPlayed.sentence());
            }
        }
        List<Played> known = diagnosing.known();
        if (json) {
            terminal.document(Json.pretty(Map.of("diagnosed", known)));
        } else {
            table(known).lines().forEach(terminal::line);
        }
        return known.stream().allMatch(Played::isRight) ? 0 : 1;
    }

    private static Table table(List<Played> known) {
        Table table = new Table("incident", "wanted", "rank", "first alert", "said first");
        known.forEach(each -> table.row(
                each.incident(),
                each.wanted(),
                each.rank() == 0 ? "–" : String.valueOf(each.rank()),
                each.rules().isEmpty()
                        ? "none"
                        : each.seconds() + " s, " + each.rules().getFirst(),
                each.said().isEmpty() ? "nothing" : each.said()));
        return table;
    }

    private static void show(Told told, boolean json, Terminal terminal) {
        if (json) {
            terminal.document(Json.pretty(told));
        } else {
            DrillLines.of(told, terminal).forEach(terminal::line);
        }
    }

    /** A command about the drill that runs. */
    private abstract static class OfDrill implements Callable<Integer> {
        @Mixin
        private final HomeOption homeOption = new HomeOption();

        @Override
        public Integer call() throws Exception {
            try (Web web = new Web()) {
                return with(new RemoteDrill(Labs.running(homeOption.own(), web)), Terminal.ofThisProcess());
            }
        }

        abstract int with(RemoteDrill drill, Terminal terminal) throws IOException, InterruptedException;

        static Told told(RemoteDrill drill) throws InterruptedException {
            return drill.told().orElseThrow(() -> new Refusal("no drill was begun; ./tailback drill begins one"));
        }
    }

    @Command(name = "status", description = "Shows how far the drill is; at the end, the cause and the score.")
    static final class Status extends OfDrill {
        @Option(names = "--json", description = "For programs.")
        private boolean json;

        @Override
        int with(RemoteDrill drill, Terminal terminal) throws InterruptedException {
            show(told(drill), json, terminal);
            return 0;
        }
    }

    @Command(name = "see", description = "Says that you see something. The time until then counts.")
    static final class See extends OfDrill {
        @Override
        int with(RemoteDrill drill, Terminal terminal) throws InterruptedException {
            drill.see();
            show(told(drill), false, terminal);
            return 0;
        }
    }

    @Command(name = "causes", description = "Lists the causes and the evidence that can be named.")
    static final class Causes extends OfDrill {
        @Override
        int with(RemoteDrill drill, Terminal terminal) throws InterruptedException {
            DrillRoutes.Choices choices = drill.choices();
            list("cause", choices.causes(), terminal);
            terminal.line("");
            list("evidence", choices.evidence(), terminal);
            return 0;
        }

        private static void list(String what, Map<String, String> choices, Terminal terminal) {
            Table table = new Table(what, "says");
            choices.forEach(table::row);
            table.lines().forEach(terminal::line);
        }
    }

    @Command(name = "name", description = "Names the cause, with the evidence that points to it.")
    static final class Name extends OfDrill {
        @Parameters(index = "0", paramLabel = "CAUSE", description = "One of ./tailback drill causes.")
        private String cause = "";

        @Option(
                names = "--evidence",
                required = true,
                split = ",",
                paramLabel = "E,…",
                description = "One or more of ./tailback drill causes.")
        private List<String> evidence = new ArrayList<>();

        @Override
        int with(RemoteDrill drill, Terminal terminal) throws InterruptedException {
            boolean isRight = drill.name(cause, evidence);
            terminal.line(isRight ? terminal.green("Right.") : terminal.red("No, that is not it."));
            show(told(drill), false, terminal);
            return isRight ? 0 : 1;
        }
    }

    @Command(name = "hint", description = "Gives the next of three hints, for 3, 6 and 10 points.")
    static final class Hint extends OfDrill {
        @Override
        int with(RemoteDrill drill, Terminal terminal) throws InterruptedException {
            terminal.line(drill.hint());
            return 0;
        }
    }

    @Command(name = "repair", description = "Does something about it; without a name it lists what can be done.")
    static final class Repair extends OfDrill {
        @Parameters(
                index = "0..1",
                arity = "0..2",
                paramLabel = "REPAIR [AT]",
                description = "Such as: restart inventory. You may also repair it by any other means.")
        private List<String> words = new ArrayList<>();

        @Override
        int with(RemoteDrill drill, Terminal terminal) throws InterruptedException {
            if (words.isEmpty()) {
                Table table = new Table("repair", "of", "does");
                drill.choices()
                        .repairs()
                        .forEach(each -> table.row(
                                each.repair(), each.takes().equals("nothing") ? "" : "a " + each.takes(), each.does()));
                table.lines().forEach(terminal::line);
                return 0;
            }
            terminal.line(drill.repair(String.join(" ", words)));
            return 0;
        }
    }

    @Command(name = "give-up", description = "Ends it, undoes what was set, and shows what it was.")
    static final class GiveUp extends OfDrill {
        @Override
        int with(RemoteDrill drill, Terminal terminal) throws InterruptedException {
            drill.giveUp();
            show(told(drill), false, terminal);
            return 0;
        }
    }

    @Command(name = "timeline", description = "Writes the drill that ended last as one HTML file.")
    static final class Timeline implements Callable<Integer> {
        @Mixin
        private final HomeOption homeOption = new HomeOption();

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "A new file (default: only says where the lab keeps it).")
        private @Nullable Path file;

        @Override
        public Integer call() throws Exception {
            Path page = DrillFolder.latest(homeOption.own()).page();
            if (file == null) {
                Terminal.ofThisProcess().line("It is in " + page);
                return 0;
            }
            try {
                Files.writeString(
                        file, Files.readString(page), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException there) {
                throw new Refusal(file + " is there already; allowed: a new file (--output FILE)");
            }
            Terminal.ofThisProcess().line("Written to " + file);
            return 0;
        }
    }
}
