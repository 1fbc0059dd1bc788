package dev.tailback.lab.elsewhere;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.processes.Hands;
import dev.tailback.lab.processes.Proportions;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** The containers of compose.yaml, by the command line of Docker. */
public final class Containers implements Hands {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** As compose.yaml has them. */
    static final String POSTGRES_CPUS = "TAILBACK_POSTGRES_CPUS";

    /** What {@link Proportions} speak of. */
    static final List<Part> SIZED = List.of(Part.POSTGRES, Part.REPLICA, Part.CATALOG, Part.INVENTORY);

    private final Path project;

    private Containers(Path project) {
        this.project = project;
    }

    /** @param project the folder of compose.yaml */
    public static Containers of(Path project) {
        return new Containers(project);
    }

    /** One service's container: running, paused, exited and so on. */
    record Container(String service, String state) {
        boolean is(String wanted) {
            return state.equals(wanted);
        }
    }

    List<Container> containers() throws IOException, InterruptedException {
        List<Container> found = new ArrayList<>();
        for (String line : run("ps", "--all", "--format", "json").lines().toList()) {
            JsonNode row = Json.tree(line);
            // Compose has written one array, and one object in a line, in turn.
            if (row.isArray()) {
                row.forEach(each -> found.add(container(each)));
            } else {
                found.add(container(row));
            }
        }
        return found;
    }

    private static Container container(JsonNode row) {
        return new Container(row.path("Service").asString(""), row.path("State").asString(""));
    }

    Container container(String service) throws IOException, InterruptedException {
        return containers().stream()
                .filter(each -> each.service().equals(service))
                .findFirst()
                .orElse(new Container(service, "missing"));
    }

    /** What the command wrote. It speaks of the core alone, and of whatever a profile has started. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker", "compose"));
        command.addAll(List.of(arguments));
        return run(command, Map.of());
    }

    private String run(List<String> command, Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder docker = new ProcessBuilder(command).directory(project.toFile());
        docker.environment().putAll(variables);
        Process process;
        try {
            process = docker.start();
        } catch (IOException noDocker) {
            throw new Refusal(
                    "docker cannot be run: " + noDocker.getMessage() + "; --target compose needs it", noDocker);
        }
        process.getOutputStream().close();
        CompletableFuture<Process> tooLate = new CompletableFuture<Process>()
                .completeOnTimeout(process, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(Process::destroyForcibly);
        // It says little: what it complains of waits in the pipe.
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        String said = new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
        int exit = process.waitFor();
        if (!tooLate.cancel(false)) {
            throw new Refusal(String.join(" ", command) + " did not end within " + PATIENCE.toMinutes() + " min");
        }
        if (exit != 0) {
            throw new Refusal(String.join(" ", command) + " failed: " + said);
        }
        return output;
    }

    /**
     * Makes anew what is not as large as this, and leaves the volumes; whoever speaks with it waits meanwhile. A later
     * {@code docker compose up} makes it the usual size again.
     */
    public void resize(Proportions proportions) throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>();
        for (Part part : SIZED) {
            variables.putAll(proportions.of(part));
        }
        if (proportions.postgresCores() != null) {
            variables.put(POSTGRES_CPUS, "0-" + (proportions.postgresCores() - 1));
        }
        List<String> command = new ArrayList<>(List.of(
                "docker", "compose", "up", "--detach", "--no-deps", "--no-build", "--pull", "missing", "--wait"));
        SIZED.forEach(part -> command.add(part.id()));
        run(command, variables);
    }

    /** On how many of this machine's cores a container may run. */
    public int cores(Part part) throws IOException, InterruptedException {
        String id = run("ps", "--quiet", part.id()).strip();
        if (id.isEmpty()) {
            throw new Refusal("no container of " + part + " runs; docker compose up --detach --wait starts it");
        }
        String cores = run(List.of("docker", "inspect", "--format", "{{.HostConfig.CpusetCpus}}", id), Map.of())
                .strip();
        return cores.isEmpty() ? Runtime.getRuntime().availableProcessors() : CpuSet.size(cores);
    }

    @Override
    public Look look(Part part) throws IOException, InterruptedException {
        Container container = container(part.id());
        String holder = "the container of " + part;
        return new Look(
                container.is("running") ? State.RUNS : container.is("paused") ? State.PAUSED : State.GONE,
                holder,
                holder + " is " + container.state());
    }

    /** What was killed by hand is not started again by its restart policy. */
    @Override
    public void kill(Part part) throws IOException, InterruptedException {
        run("kill", part.id());
    }

    @Override
    public void end(Part part) throws IOException, InterruptedException {
        run("stop", part.id());
    }

    @Override
    public void start(Part part) throws IOException, InterruptedException {
        run("up", "--detach", "--no-deps", "--no-build", "--no-recreate", "--wait", part.id());
    }

    @Override
    public void pause(Part part) throws IOException, InterruptedException {
        run("pause", part.id());
    }

    @Override
    public void goOn(Part part) throws IOException, InterruptedException {
        if (container(part.id()).is("paused")) {
            run("unpause", part.id());
        }
    }
}
