package dev.tailback.lab.control;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.LabFile;
import dev.tailback.lab.home.LabLock;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lab that runs in another process, as other commands speak with it. */
public final class RunningLab {
    /** Where a scenario tells how far it is. */
    public static final String PROGRESS = "/api/room/run/progress";

    private static final Duration QUICK = Duration.ofSeconds(5);
    /** Longer than the supervisor itself waits for a part, so that its own sentence arrives. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Home home;
    private final LabFile file;
    private final Web web;

    private RunningLab(Home home, LabFile file, Web web) {
        this.home = home;
        this.file = file;
        this.web = web;
    }

    /** A lab of this machine holds the lock of its home; of one elsewhere, whoever looked for it has just left the file. */
    public static Optional<RunningLab> find(Home home, Web web) throws IOException {
        Optional<LabFile> file = LabFile.read(home).filter(found -> found.elsewhere() != null);
        if (file.isEmpty() && LabLock.isHeld(home)) {
            file = LabFile.read(home);
        }
        return file.map(found -> new RunningLab(home, found, web));
    }

    /** The lab that this process is, as soon as it says where: without a look at the lock, which it may be taking. */
    public static Optional<RunningLab> ofProcess(long pid, Home home, Web web) throws IOException {
        return LabFile.read(home).filter(file -> file.pid() == pid).map(file -> new RunningLab(home, file, web));
    }

    public LabStatus status(boolean withMemory) throws InterruptedException {
        LabStatus told =
                web.get(uri("/api/processes?memory=" + withMemory), QUICK).as(LabStatus.class);
        if (file.elsewhere() == null) {
            return told;
        }
        // Ways that this process has opened are of no use to others.
        return told.seenFromOutside(file.pid() == 0 ? ports().urls() : told.urls());
    }

    /** Names of what was missing; returns when all of it is ready. */
    public List<String> startMissing() throws InterruptedException {
        return web.post(uri("/api/processes/start-missing"), Map.of(), LONG)
                .as(Started.class)
                .started();
    }

    public Answer shutdown() throws InterruptedException {
        return web.post(uri("/api/shutdown"), Map.of(), QUICK);
    }

    /** For what a package of its own serves, see {@link Route}. */
    public Answer ask(String path, Duration patience) throws InterruptedException {
        return web.get(uri(path), patience);
    }

    public Answer tell(String path, Object body, Duration patience) throws InterruptedException {
        return web.post(uri(path), body, patience);
    }

    public Answer put(String path, Object body, Duration patience) throws InterruptedException {
        return web.put(uri(path), body, patience);
    }

    public Home home() {
        return home;
    }

    /** The command that ends it, for whoever reads this at a terminal. */
    public String endedBy() {
        if (file.names() != null) {
            return "whoever started it";
        }
        return file.elsewhere() == null ? "./tailback down" : "docker compose down";
    }

    /** The engine that runs it; empty for a process of this machine. */
    public Optional<String> elsewhere() {
        return Optional.ofNullable(file.elsewhere());
    }

    public long pid() {
        return file.pid();
    }

    public Instant startedAt() {
        return file.startedAt();
    }

    public Ports ports() {
        return file.ports();
    }

    /** Where the parts are, as seen from here. */
    public Places places() {
        return file.names() == null ? file.ports() : file.names();
    }

    private URI uri(String path) {
        return URI.create(file.ports().controlRoomUrl() + path);
    }
}
