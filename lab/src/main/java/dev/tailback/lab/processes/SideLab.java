package dev.tailback.lab.processes;

import dev.tailback.lab.home.FreePortBlock;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.LabLock;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;

/** A lab beside whatever else runs: in a folder of that home, on free ports, with nothing left of the time before. */
public final class SideLab implements AutoCloseable {
    private final LabLock lock;
    private final Home home;
    private final Ports ports = Ports.from(FreePortBlock.base());
    private final Supervisor supervisor;

    /** Data are deleted before, not after, so that they can be looked at. */
    public static SideLab in(Home beside, String name, ExtraEnvironment extra)
            throws IOException, InterruptedException {
        Home home = new Home(beside.path().resolve(name));
        LabLock lock = LabLock.take(home)
                .orElseThrow(() -> new Refusal("another " + name + " runs in " + home.path() + "; wait for its end"));
        try {
            home.forget();
            home.create();
            return new SideLab(lock, home, extra);
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private SideLab(LabLock lock, Home home, ExtraEnvironment extra) throws IOException {
        this.lock = lock;
        this.home = home;
        this.supervisor =
                new Supervisor(Installation.ofThisProcess(), home, ports, new AotUse.Read(), extra, announcement -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "goodbye"));
    }

    public void start() throws InterruptedException {
        supervisor.startMissing();
    }

    public Home home() {
        return home;
    }

    public Ports ports() {
        return ports;
    }

    public Supervisor supervisor() {
        return supervisor;
    }

    /** Ends its processes, in the orderly way. */
    @Override
    public void close() throws IOException {
        supervisor.close();
        lock.close();
    }
}
