package dev.tailback.lab.cli;

import dev.tailback.lab.incidents.Incident;
import dev.tailback.lab.incidents.IncidentLines;
import dev.tailback.lab.incidents.Incidents;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "incidents",
        header = "Shows what alerts have fired, what is probably behind each, and who looks after it.",
        description = "The first digits of an id are enough.",
        subcommands = {
            IncidentsCommand.Show.class,
            IncidentsCommand.Acknowledge.class,
            IncidentsCommand.Silence.class,
            IncidentsCommand.Explain.class,
            IncidentsCommand.Export.class
        })
final class IncidentsCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    private interface Work {
        void with(Incidents incidents, Terminal terminal) throws IOException, InterruptedException;
    }

    private static int at(HomeOption home, Work work) throws IOException, InterruptedException {
        try (Web web = new Web()) {
            work.with(new Incidents(web, Labs.running(home.home(), web).ports()), Terminal.ofThisProcess());
            return 0;
        }
    }

    @Override
    public Integer call() throws Exception {
        return at(homeOption, (incidents, terminal) -> {
            if (json) {
                terminal.document(Json.pretty(incidents.document(null)));
            } else {
                IncidentLines.all(incidents.all(), Instant.now()).forEach(terminal::line);
            }
        });
    }

    /** A command about one of them. */
    private abstract static class OfOne implements Callable<Integer> {
        @Mixin
        private final HomeOption homeOption = new HomeOption();

        @Parameters(index = "0", paramLabel = "ID", description = "The incident's id, or its first digits.")
        private String id = "";

        @Override
        public Integer call() throws Exception {
            return at(homeOption, (incidents, terminal) -> work(incidents, id, terminal));
        }

        abstract void work(Incidents incidents, String id, Terminal terminal) throws IOException, InterruptedException;
    }

    @Command(
            name = "show",
            description = "Shows one: causes with what speaks for and against them, and what happened when.")
    static final class Show extends OfOne {
        @Option(names = "--json", description = "For programs, with all evidence.")
        private boolean json;

        @Override
        void work(Incidents incidents, String id, Terminal terminal) throws InterruptedException {
            if (json) {
                terminal.document(Json.pretty(incidents.document(id)));
            } else {
                IncidentLines.one(incidents.one(id), Instant.now()).forEach(terminal::line);
            }
        }
    }

    /** What somebody does about one. */
    private abstract static class Change extends OfOne {
        @Option(names = "--by", paramLabel = "NAME", description = "Who says so (default: the user of this machine).")
        private String by = System.getProperty("user.name", "somebody");

        @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
        private String note = "";

        @Override
        void work(Incidents incidents, String id, Terminal terminal) throws InterruptedException {
            IncidentLines.all(List.of(changed(incidents, id, by, note)), Instant.now())
                    .forEach(terminal::line);
        }

        abstract Incident changed(Incidents incidents, String id, String by, String note) throws InterruptedException;
    }

    @Command(name = "ack", description = "Acknowledges one: somebody looks after it.")
    static final class Acknowledge extends Change {
        @Override
        Incident changed(Incidents incidents, String id, String by, String note) throws InterruptedException {
            return incidents.acknowledge(id, by, note);
        }
    }

    @Command(name = "silence", description = "Stops notifications of its rule and key for a while.")
    static final class Silence extends Change {
        @Option(names = "--for", paramLabel = "D", description = "Such as 10m (default: 1h; at most 7d).")
        private @Nullable String time;

        @Override
        Incident changed(Incidents incidents, String id, String by, String note) throws InterruptedException {
            return incidents.silence(id, by, note, time);
        }
    }

    @Command(name = "explain", description = "Says why one fired, and how its rule stands now.")
    static final class Explain extends OfOne {
        @Override
        void work(Incidents incidents, String id, Terminal terminal) throws InterruptedException {
            incidents.explain(id).forEach(terminal::line);
        }
    }

    @Command(
            name = "export",
            description = "Writes one with all its evidence into a new HTML file, to be read elsewhere.")
    static final class Export extends OfOne {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "(default: incident-ID.html)")
        private @Nullable Path file;

        @Override
        void work(Incidents incidents, String id, Terminal terminal) throws IOException, InterruptedException {
            Path to = file == null ? Path.of("incident-" + id + ".html") : file;
            String page = incidents.export(id);
            try {
                Files.writeString(to, page, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException there) {
                throw new Refusal(to + " is there already; allowed: a new file (--output FILE)");
            }
            terminal.line("Written to " + to);
        }
    }
}
