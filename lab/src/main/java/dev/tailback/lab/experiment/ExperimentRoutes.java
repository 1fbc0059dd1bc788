package dev.tailback.lab.experiment;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Experiments over HTTP. */
public final class ExperimentRoutes {
    static final String PATH = "/api/experiment";

    private final Experiments experiments;

    public ExperimentRoutes(Experiments experiments) {
        this.experiments = experiments;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(PATH, asked -> Reply.json(shown())),
                Route.post("/api/experiment/begin", this::begin),
                Route.post("/api/experiment/end", this::end));
    }

    record Wanted(@Nullable String name, @Nullable Long pid) {
        String demandName() {
            if (name == null) {
                throw new BadRequest("name is missing: that of the experiment");
            }
            return name;
        }

        long demandPid() {
            if (pid == null) {
                throw new BadRequest("pid is missing: that of the process that experiments");
            }
            return pid;
        }
    }

    record Undone(List<String> undone) {
        Undone {
            undone = List.copyOf(undone);
        }
    }

    record Shown(
            boolean running,
            @Nullable String name,
            @Nullable Long pid) {}

    private Shown shown() {
        return experiments
                .running()
                .map(running -> new Shown(true, running.name(), running.pid()))
                .orElse(new Shown(false, null, null));
    }

    private Reply begin(Request asked) {
        Wanted wanted = asked.body(Wanted.class);
        experiments.begin(wanted.demandName(), wanted.demandPid());
        return Reply.json(shown());
    }

    private Reply end(Request asked) throws IOException, InterruptedException {
        return Reply.json(new Undone(experiments.end(asked.body(Wanted.class).demandPid())));
    }
}
