package dev.tailback.lab.experiment;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Experiments over HTTP. */
public final class ExperimentRoutes {
    static final String PATH = "/api/experiment";
    private static final int LONGEST_LEASE_SECONDS = 600;

    private final Experiments experiments;

    public ExperimentRoutes(Experiments experiments) {
        this.experiments = experiments;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(PATH, asked -> Reply.json(shown())),
                Route.post("/api/experiment/begin", this::begin),
                Route.post("/api/experiment/alive", this::alive),
                Route.post("/api/experiment/end", this::end));
    }

    /** @param leaseSeconds how long it may be silent; absent for a process of this machine, whose end is seen */
    record Wanted(
            @Nullable String name,
            @Nullable Long pid,
            @Nullable Integer leaseSeconds) {
        Duration demandLease() {
            if (leaseSeconds == null || leaseSeconds < 1 || leaseSeconds > LONGEST_LEASE_SECONDS) {
                throw new BadRequest("lease_seconds: %s is not allowed: from 1 to %d"
                        .formatted(leaseSeconds, LONGEST_LEASE_SECONDS));
            }
            return Duration.ofSeconds(leaseSeconds);
        }

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
        if (wanted.leaseSeconds() == null) {
            experiments.begin(wanted.demandName(), wanted.demandPid());
        } else {
            experiments.begin(wanted.demandName(), wanted.demandPid(), wanted.demandLease());
        }
        return Reply.json(shown());
    }

    private Reply alive(Request asked) {
        experiments.isAlive(asked.body(Wanted.class).demandPid());
        return Reply.json(shown());
    }

    private Reply end(Request asked) throws IOException, InterruptedException {
        return Reply.json(new Undone(experiments.end(asked.body(Wanted.class).demandPid())));
    }
}
