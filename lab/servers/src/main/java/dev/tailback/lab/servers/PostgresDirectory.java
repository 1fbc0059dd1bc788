package dev.tailback.lab.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A PostgreSQL data directory.
 *
 * @param binaries where its programs are unpacked
 */
record PostgresDirectory(Path path, Path binaries) {

    /** Without one of these PostgreSQL does not start. */
    private static final List<String> ESSENTIAL = List.of("PG_VERSION", "global/pg_control", "base", "pg_wal");

    private static final Duration ORPHANS_END_WITHIN = Duration.ofSeconds(30);

    /** What initdb makes first and last: one of these tells what is left of a data directory from somebody's files. */
    private static final Set<String> TRACES =
            Set.of("PG_VERSION", "base", "global", "pg_wal", "pg_xact", "postgresql.conf", "postmaster.pid");

    /**
     * Makes the directory unless it is there whole. It is made beside and then renamed, so one that stops half-way
     * does no harm; one that lost essential parts is made anew.
     */
    void initialise(String superuserPassword) throws IOException {
        if (ESSENTIAL.stream().allMatch(part -> Files.exists(path.resolve(part)))) {
            forgetDeadServer();
            awaitOrphans();
            return;
        }
        demandOurs();
        Path parent = Objects.requireNonNull(path.toAbsolutePath().getParent(), () -> path + " is no place for data");
        Path making = parent.resolve(path.getFileName() + ".making");
        Files.createDirectories(parent);
        Trees.delete(making);
        initdb(making, superuserPassword);
        Trees.delete(path);
        Files.move(making, path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(parent)) {
            directory.force(true); // the rename itself, which outlives a loss of power only so
        }
    }

    private void initdb(Path into, String superuserPassword) throws IOException {
        List<String> argv = PostgresUser.command(binaries.resolve("bin/initdb"));
        argv.addAll(List.of("--pgdata", into.toString(), "--username", "postgres", "--pwfile", "/dev/stdin"));
        argv.addAll(List.of("--auth", "scram-sha-256", "--encoding", "UTF-8", "--no-instructions"));
        // PostgreSQL's own C.UTF-8 is the same on every platform and needs nothing of the system's locales.
        argv.addAll(List.of("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"));
        if (isLinux()) {
            // One call instead of an fsync for each of a thousand files.
            argv.addAll(List.of("--sync-method", "syncfs"));
        }
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        Process initdb = builder.start();
        try (OutputStream password = initdb.getOutputStream()) {
            password.write((superuserPassword + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = initdb.onExit().join().exitValue();
        if (status != 0) {
            throw new IOException("initdb could not make " + path + ", exit status " + status + ":\n" + said.strip());
        }
    }

    /**
     * A server that was killed leaves its pid behind, and PostgreSQL refuses to start while any process of ours has
     * that pid, as after a reboot one may. PostgreSQL guards itself against a second server of its own name.
     */
    private void forgetDeadServer() throws IOException {
        if (servingPid()
                .flatMap(ProcessHandle::of)
                .filter(holder -> !isPostgres(holder))
                .isPresent()) {
            Files.deleteIfExists(path.resolve("postmaster.pid"));
        }
    }

    /**
     * The backends of a server that was killed notice its death when their present work is done, and while one of them
     * lives PostgreSQL refuses to start: it still holds the shared memory.
     */
    private void awaitOrphans() throws IOException {
        boolean isServed = servingPid().flatMap(ProcessLife::startOf).isPresent();
        if (!isServed
                && !Waiting.until(ORPHANS_END_WITHIN, () -> ProcessLife.at(path).isEmpty())) {
            throw new IOException("processes of a PostgreSQL that was killed still work in %s after %d s: %s"
                    .formatted(path, ORPHANS_END_WITHIN.toSeconds(), ProcessLife.at(path)));
        }
    }

    private static boolean isPostgres(ProcessHandle holder) {
        return holder.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(true);
    }

    /** Whether a living server serves this directory, on that port, and takes connections. */
    boolean isServedAt(int port) throws IOException {
        List<String> lines = postmasterLines();
        // pg_ctl reads the same: line 4 is the port, line 8 the status.
        return lines.size() >= 8
                && lines.get(3).strip().equals(Integer.toString(port))
                && lines.get(7).strip().equals("ready")
                && servingPid().flatMap(pid -> ProcessLife.startOf(pid)).isPresent();
    }

    private Optional<Long> servingPid() throws IOException {
        return postmasterLines().stream()
                .findFirst()
                .filter(line -> line.matches("\\d{1,10}"))
                .map(Long::valueOf);
    }

    private List<String> postmasterLines() throws IOException {
        Path file = path.resolve("postmaster.pid");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void demandOurs() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> held = new ArrayList<>(entries.toList());
            if (!held.isEmpty() && held.stream().noneMatch(entry -> TRACES.contains(entry.getFileName() + ""))) {
                throw new IOException(path + " holds something else than PostgreSQL's data, such as "
                        + held.getFirst().getFileName() + "; give an empty or a new directory");
            }
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }
}
