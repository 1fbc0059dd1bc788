package dev.tailback.lab.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs a command so that it cannot outlive this JVM.
 *
 * <p>A JVM that is killed runs no shutdown hook, so the watching is left to a small shell between us and the child: it
 * reads a pipe whose other end only we hold, and when that closes it ends the child. The child runs in a process group
 * of its own, out of reach of a Ctrl-C in our terminal.
 */
public final class Leash {

    /**
     * @param environment is added to ours
     * @param log takes what the command prints, after what is there
     * @param pidFile says which process it is while it lives, see {@link PidFile}
     */
    public record Command(List<String> argv, Map<String, String> environment, Path log, Path pidFile) {
        public Command {
            argv = List.copyOf(argv);
            environment = Map.copyOf(environment);
            if (argv.isEmpty()) {
                throw new IllegalArgumentException("A command needs at least a program, and argv is empty");
            }
        }
    }

    /** A process that SIGKILL does not end within this is stuck in the kernel, and waiting longer would not help. */
    private static final Duration KILL_TAKES_EFFECT = Duration.ofSeconds(10);

    private static final String SCRIPT = script();

    /** The pipe closes when nobody refers to it any more, and the child with it: so somebody always does. */
    private static final Set<Leash> HELD = ConcurrentHashMap.newKeySet();

    private final Process shell;
    private final long pid;
    private final Optional<String> started;

    private Leash(Process shell, long pid) {
        this.shell = shell;
        this.pid = pid;
        this.started = ProcessLife.startOf(pid);
    }

    public static Leash start(Command command) throws IOException {
        demandProgram(command.argv().getFirst());
        createParentOf(command.log());
        createParentOf(command.pidFile());
        Process shell = shellFor(command).start();
        Leash leash = new Leash(shell, childPid(shell, command));
        HELD.add(leash);
        shell.onExit().thenRun(() -> HELD.remove(leash));
        return leash;
    }

    /** The real child's, not the shell's. */
    public long pid() {
        return pid;
    }

    public boolean isAlive() {
        return shell.isAlive() || childLives();
    }

    /** The child's exit status, or 128 + n when signal n ended it. */
    public CompletableFuture<Integer> onExit() {
        return shell.onExit().thenApply(Process::exitValue);
    }

    /**
     * Asks the child to end (TERM, then INT when half the patience is used up, which PostgreSQL takes for "do not wait
     * for clients") and kills it when it does not.
     *
     * @return whether it ended by itself
     */
    public boolean stop(Duration patience) {
        boolean byItself = Signals.askToEnd(pid, patience, this::isAlive);
        if (!byItself) {
            kill();
        }
        if (!Waiting.untilUninterruptibly(KILL_TAKES_EFFECT, () -> !isAlive())) {
            throw new IllegalStateException(
                    "Process " + pid + " is still there " + KILL_TAKES_EFFECT.toSeconds() + " s after it was killed");
        }
        return byItself;
    }

    /** SIGKILL, at once. */
    public void kill() {
        ProcessHandle.of(pid).filter(handle -> childLives()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private boolean childLives() {
        return started.isPresent() && started.equals(ProcessLife.startOf(pid));
    }

    private static ProcessBuilder shellFor(Command command) {
        List<String> argv = new ArrayList<>(List.of("bash", "-p", "-c", "eval \"$TAILBACK_LEASH\"", "leash"));
        argv.add(command.log().toAbsolutePath().toString());
        argv.add(command.pidFile().toAbsolutePath().toString());
        argv.addAll(command.argv());
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().putAll(command.environment());
        builder.environment().put("TAILBACK_LEASH", SCRIPT);
        return builder;
    }

    private static long childPid(Process shell, Command command) throws IOException {
        try (BufferedReader said = shell.inputReader()) {
            String line = said.readLine();
            if (line != null && line.matches("\\d+")) {
                return Long.parseLong(line);
            }
            shell.getOutputStream().close(); // lets go of a child that may run already
            throw new IOException("Could not start " + command.argv().getFirst() + " with log " + command.log()
                    + " and pid file " + command.pidFile() + ": "
                    + Optional.ofNullable(line).orElse("the shell said nothing"));
        }
    }

    private static void demandProgram(String program) throws IOException {
        if (program.contains("/") && !Files.isExecutable(Path.of(program))) {
            throw new IOException("Cannot run " + program + ": there is no such program, or it is not executable");
        }
    }

    private static void createParentOf(Path file) throws IOException {
        Files.createDirectories(Optional.ofNullable(file.toAbsolutePath().getParent())
                .orElseThrow(() -> new IOException(file + " is a directory, a file is wanted")));
    }

    private static String script() {
        try (InputStream script = Leash.class.getResourceAsStream("leash.sh")) {
            if (script == null) {
                throw new IllegalStateException("leash.sh is missing from the class path beside " + Leash.class);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
