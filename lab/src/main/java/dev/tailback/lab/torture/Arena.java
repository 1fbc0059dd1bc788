package dev.tailback.lab.torture;

import dev.tailback.breakage.failpoint.Failpoint;
import dev.tailback.breakage.failpoint.Failpoints;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.machine.Signal;
import dev.tailback.lab.processes.Supervisor;
import dev.tailback.lab.servers.FreePorts;
import dev.tailback.lab.servers.Leash;
import dev.tailback.lab.servers.ShopDatabase;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** What faults strike at: the processes of the torture's own lab, and nothing else on this machine. */
final class Arena {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration QUICK = Duration.ofSeconds(2);

    private final Supervisor supervisor;
    private final Home home;
    private final Ports ports;
    private final Path failpoints;
    private final Web web;

    Arena(Supervisor supervisor, Home home, Ports ports, Path failpoints, Web web) {
        this.supervisor = supervisor;
        this.home = home;
        this.ports = ports;
        this.failpoints = failpoints;
        this.web = web;
    }

    String kafka() {
        return "127.0.0.1:" + ports.kafka();
    }

    Connection superuser() throws IOException, SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?ApplicationName=torture"
                        .formatted(ports.postgres(), ShopDatabase.NAME),
                "postgres",
                Secrets.of(home).superuser());
    }

    /** SIGKILL; returns when the supervisor has seen the death. */
    void kill(Part part) throws InterruptedException {
        supervisor.kill(part);
    }

    /** Starts what is not running and returns when all of it is ready. */
    void revive() throws InterruptedException {
        supervisor.startMissing();
    }

    void pause(Part part) {
        Signal.STOP.send(pid(part));
    }

    void goOn(Part part) {
        Signal.CONT.send(pid(part));
    }

    private long pid(Part part) {
        return supervisor.pid(part).orElseThrow(() -> new IllegalStateException(part + " does not run"));
    }

    /** Returns when a thread of the part stands at the point; it stays there until it is released or killed. */
    void awaitStop(Part part, Failpoint point, Duration patience)
            throws IOException, InterruptedException, Fault.Missed {
        Path armed = Failpoints.armed(failpoints, part.id(), point);
        Files.createFile(armed);
        boolean stopped =
                Patience.until(patience, () -> Files.exists(Failpoints.reached(failpoints, part.id(), point)));
        if (!stopped && Files.deleteIfExists(armed)) {
            throw new Fault.Missed(
                    part + " did not come by " + point.text() + " within " + patience.toSeconds() + " s");
        }
    }

    void release(Part part, Failpoint point) throws IOException {
        Files.deleteIfExists(Failpoints.reached(failpoints, part.id(), point));
    }

    /** A second process of the same part, ready; the caller ends it. */
    Twin twin(Part part) throws IOException, InterruptedException {
        int port = FreePorts.find(1).getFirst();
        Twin twin = new Twin(supervisor.startTwin(part, port), URI.create("http://127.0.0.1:" + port + "/health"));
        if (!Patience.until(READY_WITHIN, () -> twin.answers(web))) {
            twin.close();
            throw new IllegalStateException(
                    "a second " + part + " was not ready within " + READY_WITHIN.toSeconds() + " s");
        }
        return twin;
    }

    /** What the part says of itself, whatever the status. */
    String health(Part part) throws InterruptedException {
        return health(URI.create(ports.url(part) + "/health"), web);
    }

    String health(Twin twin) throws InterruptedException {
        return health(twin.health(), web);
    }

    private static String health(URI uri, Web web) throws InterruptedException {
        try {
            return web.get(uri, QUICK).text();
        } catch (WebFailure silent) {
            return "";
        }
    }

    /** Another process of a part that runs already. */
    record Twin(Leash leash, URI health) implements AutoCloseable {
        /** A relay that waits to lead answers 503 and is as ready as it will be. */
        boolean answers(Web web) throws InterruptedException {
            try {
                Answer answer = web.get(health, QUICK);
                return answer.isGood() || answer.status() == 503;
            } catch (WebFailure notYet) {
                return false;
            }
        }

        @Override
        public void close() {
            leash.stop(Duration.ofSeconds(10));
        }
    }
}
