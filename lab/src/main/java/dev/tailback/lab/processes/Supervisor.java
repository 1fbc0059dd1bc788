package dev.tailback.lab.processes;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.logs.Rotation;
import dev.tailback.lab.machine.Memory;
import dev.tailback.lab.machine.MemoryCensus;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.machine.RunState;
import dev.tailback.lab.servers.Leash;
import dev.tailback.lab.servers.PidFile;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Web;
import io.opentelemetry.api.metrics.Meter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Starts what is missing in the order of its needs, watches it, and ends all of it in the opposite direction. */
public final class Supervisor implements Caretaker, AutoCloseable {
    private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(10);
    private static final Duration DEATH_SHOWS_WITHIN = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS_AT_THE_DEAD = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS_AT_LOGS = Duration.ofSeconds(10);

    private final Home home;
    private final Ports ports;
    private final Consumer<String> announcements;
    private final Instant startedAt = Instant.now();
    private final Web web = new Web();
    private final Preflight preflight;
    private final Recipes recipes;
    private final Launcher launcher;
    private final Map<Part, Member> members = new EnumMap<>(Part.class);
    private final ReentrantLock starting = new ReentrantLock();
    private final ScheduledExecutorService caring = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("care-", 0).daemon().factory());
    private final Object closing = new Object();
    private volatile boolean isClosing;

    public Supervisor(
            Installation installation,
            Home home,
            Ports ports,
            AotUse aot,
            ExtraEnvironment extra,
            Consumer<String> announcements)
            throws IOException {
        this(installation, home, ports, Part.usual(), aot, extra, true, announcements);
    }

    /**
     * @param parts of which the lab consists; what they need must be among them
     * @param leavesDead whether a part that died stays dead until somebody starts it
     */
    public Supervisor(
            Installation installation,
            Home home,
            Ports ports,
            Set<Part> parts,
            AotUse aot,
            ExtraEnvironment extra,
            boolean leavesDead,
            Consumer<String> announcements)
            throws IOException {
        this.home = home;
        this.ports = ports;
        this.announcements = announcements;
        this.preflight = new Preflight(installation, home, ports);
        Secrets secrets = Secrets.of(home);
        this.recipes = new Recipes(
                installation, home, ports, secrets, aot, extra, System.getenv(), parts.contains(Part.REPLICA));
        Readiness readiness = new Readiness(recipes, ports, secrets, web);
        this.launcher = new Launcher(home, recipes, readiness, aot.patience(), announcements);
        for (Part part : parts) {
            members.put(part, new Member(part, ports.of(part), leavesDead));
        }
    }

    public void observe(Meter meter) {
        ProcessMetrics.observe(meter, members.values());
    }

    /** Before anything that needs the part is started, at the part's first start in this lab. */
    public void whenFirstReady(Part part, FirstTask task) {
        launcher.whenFirstReady(part, task);
    }

    @Override
    public List<String> startMissing() throws InterruptedException {
        return startMissing(members.keySet());
    }

    /** The same for one part; nothing happens if it runs. */
    public void startIfMissing(Part part) throws InterruptedException {
        startMissing(EnumSet.of(part));
    }

    /** From now on a part that dies without being told to is started again, and logs are kept small. */
    public void lookAfterAll() {
        careAgainAndAgain("the dead", BETWEEN_LOOKS_AT_THE_DEAD, this::reviveTheDead);
        careAgainAndAgain("logs", BETWEEN_LOOKS_AT_LOGS, () -> Rotation.ofAll(home.logs(), Rotation.LARGEST));
    }

    private interface Care {
        void take() throws Exception;
    }

    /** What goes wrong once is said, and tried again the next time. */
    private void careAgainAndAgain(String what, Duration pause, Care care) {
        caring.scheduleWithFixedDelay(
                () -> {
                    try {
                        care.take();
                    } catch (InterruptedException ending) {
                        Thread.currentThread().interrupt();
                    } catch (Exception | Error failed) {
                        announcements.accept("looking after " + what + " failed: " + failed);
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void reviveTheDead() throws InterruptedException {
        for (Map.Entry<Part, Member> each : members.entrySet()) {
            boolean hasWhatItNeeds = StartingOrder.needsOf(each.getKey()).stream()
                    .allMatch(need -> member(need).isUp());
            if (hasWhatItNeeds && each.getValue().isToBeRevived()) {
                revive(each.getKey(), each.getValue());
            }
        }
    }

    private void revive(Part part, Member member) throws InterruptedException {
        starting.lockInterruptibly();
        try {
            if (!isClosing && member.isToBeRevived()) {
                member.isRevived();
                begin(EnumSet.of(part));
                announcements.accept(part.id() + " was started again and is ready");
            }
        } catch (Refusal failed) {
            if (!isClosing) {
                announcements.accept(failed.sentence());
            }
        } finally {
            starting.unlock();
        }
    }

    private List<String> startMissing(Set<Part> among) throws InterruptedException {
        starting.lockInterruptibly();
        try {
            among.forEach(part -> member(part).isLookedAfter());
            Set<Part> missing = EnumSet.noneOf(Part.class);
            for (Part part : among) {
                if (member(part).isMissing()) {
                    missing.add(part);
                }
            }
            begin(missing);
            if (!missing.isEmpty()) {
                awaitTheOthers(missing);
            }
            return missing.stream().map(Part::id).toList();
        } finally {
            starting.unlock();
        }
    }

    private void begin(Set<Part> missing) throws InterruptedException {
        missing.forEach(this::endLeftover);
        preflight.check(missing);
        start(missing);
    }

    /**
     * What ran all along may have lost what was missing, its database say; an order passes when it got over that. What
     * is paused gets over nothing before it may go on.
     */
    private void awaitTheOthers(Set<Part> started) throws InterruptedException {
        for (Part part : members.keySet()) {
            if (!started.contains(part) && !member(part).isMissing() && !isPaused(part)) {
                launcher.awaitAgain(part, member(part));
            }
        }
    }

    /** SIGKILL; returns when the death was seen. The part stays dead until it is asked for. */
    public void kill(Part part) throws InterruptedException {
        Leash leash = living(part);
        member(part).endIsWanted();
        leash.kill();
        try {
            if (!Patience.until(DEATH_SHOWS_WITHIN, () -> member(part).isMissing())) {
                throw new Refusal(part + " was killed and still counts as up");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** SIGTERM; returns when it has ended. The part stays down until it is asked for. */
    public void end(Part part) {
        living(part);
        member(part).endIsWanted();
        launcher.stop(part, member(part));
    }

    private Leash living(Part part) {
        return Optional.ofNullable(members.get(part))
                .flatMap(Member::leash)
                .filter(Leash::isAlive)
                .orElseThrow(() -> new Refusal(part + " does not run"));
    }

    /** Empty when the part does not run. */
    public OptionalLong pid(Part part) {
        return Optional.ofNullable(members.get(part))
                .flatMap(Member::leash)
                .filter(Leash::isAlive)
                .map(leash -> OptionalLong.of(leash.pid()))
                .orElse(OptionalLong.empty());
    }

    /** Whether its process is stopped (SIGSTOP), by whomever. */
    public boolean isPaused(Part part) {
        OptionalLong pid = pid(part);
        return pid.isPresent() && RunState.of(pid.getAsLong()).isStopped();
    }

    public boolean isUp(Part part) {
        return Optional.ofNullable(members.get(part)).map(Member::isUp).orElse(false);
    }

    /** A second process of a part that runs already. Whoever wants it ends it; it is not shown, and not started again. */
    public Leash startTwin(Part part, int port) throws IOException {
        return Leash.start(recipes.twinOf(part, port));
    }

    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public Optional<String> silence(Part part) {
        if (pid(part).isEmpty()) {
            return Optional.of(part + " does not run");
        }
        return isPaused(part) ? Optional.of(part + " is paused (SIGSTOP) and answers nobody") : Optional.empty();
    }

    @Override
    public boolean isReady() {
        return members.values().stream().allMatch(Member::isUp);
    }

    @Override
    public LabStatus status(boolean withMemory) {
        List<ProcessStatus> rows = new ArrayList<>();
        rows.add(ProcessStatus.ofLab(ProcessHandle.current().pid(), ports.controlRoom()));
        members.values().forEach(member -> rows.add(member.status()));
        return new LabStatus(
                isReady(),
                startedAt,
                home.path().toString(),
                withMemory ? noted(weighed(rows)) : rows,
                ports.urls(),
                InheritedSettings.of(System.getenv()));
    }

    /** Nothing is started any more, and what runs ends: writers first. */
    @Override
    public void close() {
        isClosing = true;
        caring.shutdownNow();
        // Whoever closes second, such as the hook of a Ctrl-C, waits for the first.
        synchronized (closing) {
            launcher.close();
            StartingOrder.ENDING.forEach(this::stop);
            web.close();
        }
    }

    public boolean isClosing() {
        return isClosing;
    }

    private void stop(Set<Part> parts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            parts.stream()
                    .filter(members::containsKey)
                    .forEach(part -> threads.execute(() -> launcher.stop(part, member(part))));
        }
    }

    private static List<ProcessStatus> weighed(List<ProcessStatus> rows) {
        Map<Long, String> names = new HashMap<>();
        for (ProcessStatus row : rows) {
            if (row.pid() != null) {
                names.put(row.pid(), row.name());
            }
        }
        Map<String, Memory> memory = new MemoryCensus(names).take();
        return rows.stream()
                .map(row -> row.with(memory.getOrDefault(row.name(), Memory.UNKNOWN)))
                .toList();
    }

    /** All at once: whoever is unwell may not answer. */
    private List<ProcessStatus> noted(List<ProcessStatus> rows) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ProcessStatus>> asked =
                    rows.stream().map(row -> threads.submit(() -> noted(row))).toList();
            List<ProcessStatus> noted = new ArrayList<>();
            for (Future<ProcessStatus> each : asked) {
                noted.add(each.get());
            }
            return noted;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return rows;
        } catch (ExecutionException failed) {
            throw Refusal.of(failed);
        }
    }

    private ProcessStatus noted(ProcessStatus row) throws InterruptedException {
        for (Part part : members.keySet()) {
            if (part.speaksHttp() && row.name().equals(part.id()) && row.is(ProcessState.UP)) {
                return row.with(HealthNote.ask(web, URI.create(ports.url(part) + "/health")));
            }
        }
        return row;
    }

    /** A lab that was killed leaves its parts to their leashes, which may not have come to an end yet. */
    private void endLeftover(Part part) {
        PidFile pidFile = new PidFile(home.pidFile(part.id()));
        if (pidFile.livingPid().isPresent()) {
            announcements.accept("ending a " + part.id() + " that an earlier lab left behind");
            pidFile.end(LEFTOVER_PATIENCE);
        }
    }

    /** As soon as the last need of a part is met it is on its way, and the first failure ends the wait. */
    private void start(Set<Part> missing) throws InterruptedException {
        Set<Part> waiting = EnumSet.copyOf(missing);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Part> starts = new ExecutorCompletionService<>(threads);
            try {
                int underWay = submitStartable(waiting, starts);
                while (underWay > 0) {
                    starts.take().get();
                    underWay += submitStartable(waiting, starts) - 1;
                }
                if (!waiting.isEmpty()) {
                    throw new Refusal("not started: " + waiting + ", since what they need ended meanwhile");
                }
            } catch (ExecutionException failed) {
                throw Refusal.of(failed);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private int submitStartable(Set<Part> waiting, CompletionService<Part> starts) {
        List<Part> startable = waiting.stream()
                .filter(part -> StartingOrder.needsOf(part).stream()
                        .allMatch(need -> member(need).isUp()))
                .toList();
        for (Part part : startable) {
            waiting.remove(part);
            starts.submit(() -> {
                launcher.bringUp(part, member(part));
                return part;
            });
        }
        return startable.size();
    }

    private Member member(Part part) {
        Member member = members.get(part);
        if (member == null) {
            throw new IllegalStateException("no member for " + part);
        }
        return member;
    }
}
