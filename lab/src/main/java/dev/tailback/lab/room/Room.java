package dev.tailback.lab.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.blackfriday.BlackFriday;
import dev.tailback.lab.clock.DemoClock;
import dev.tailback.lab.experiment.Experiments;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.lag.Lag;
import dev.tailback.lab.lag.LagFigures;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.processes.Caretaker;
import dev.tailback.lab.processes.ProcessState;
import dev.tailback.lab.processes.ProcessStatus;
import dev.tailback.lab.room.figures.Figure;
import dev.tailback.lab.room.figures.Figures;
import dev.tailback.lab.room.figures.History;
import dev.tailback.lab.room.figures.Past;
import dev.tailback.lab.room.figures.Reading;
import dev.tailback.lab.room.figures.Readings;
import dev.tailback.lab.room.figures.RoomState;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Http;
import dev.tailback.lab.web.Json;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one sampler of the control room. While somebody watches it looks each second, else each five seconds, so that the
 * last hour is there for whoever comes. Each thing is looked at by a thread of its own: what is silent hides nothing else.
 */
public final class Room implements AutoCloseable {
    private static final long SECOND = 1_000;
    private static final long UNWATCHED = 5_000;
    private static final Set<String> GONE = Set.of(ProcessState.DEAD.word(), ProcessState.STOPPED.word(), "silent");
    private static final Duration SILENT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    /** A process that counts, and what is worked out of it. */
    private record Counted(Part part, Past past, Eye<Reading> eye, BiConsumer<Past, Figures> fill) {}

    private final Shop shop;
    private final List<Counted> counted;
    private final DatabaseSight sight;
    private final Eye<DatabaseSight.Seen> database;
    private final Eye<LagFigures> lag;
    private final Eye<Alerts.Told> alerts;
    private final History history = new History();
    private final Marks marks = new Marks();
    private final Watchers watchers = new Watchers();
    private final Map<String, Instant> stateSince = new HashMap<>();
    private final Map<String, String> stateOf = new HashMap<>();
    private final ScenarioLengths lengths = new ScenarioLengths();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private String lastAlerts = "";
    private boolean wasReady;
    private volatile @Nullable Sight last;

    /** Whom the room asks. */
    public record Shop(
            Places places,
            Http http,
            ShopServer server,
            Caretaker caretaker,
            Faults faults,
            DemoClock clock,
            Experiments experiments,
            BlackFriday blackFriday) {}

    public Room(Shop shop) {
        this.shop = shop;
        this.sight = new DatabaseSight(shop.server());
        this.database = new Eye<>("postgres", sight);
        Lag asked = new Lag(shop.http(), shop.places());
        this.lag = new Eye<>("lag", () -> known(asked.now()));
        this.alerts = new Eye<>("alerts", new Alerts(shop.http(), shop.places()));
        this.counted = List.of(
                counted(Part.CATALOG, Readings::catalog),
                counted(Part.CHECKOUT, Readings::checkout),
                counted(Part.INVENTORY, Readings::inventory),
                counted(Part.RELAY, Readings::relay));
        counted.forEach(each -> watch(each.eye(), SECOND));
        watch(database, SECOND);
        watch(lag, SECOND);
        watch(alerts, 2 * SECOND);
        threads.execute(this::tell);
    }

    private Counted counted(Part part, BiConsumer<Past, Figures> fill) {
        Past past = new Past();
        return new Counted(part, past, new Eye<>(part.id(), () -> read(part, past)), fill);
    }

    private static LagFigures known(LagFigures figures) {
        if (!figures.known()) {
            throw new Refusal("lag is not known: " + figures.reason());
        }
        return figures;
    }

    private Reading read(Part part, Past past) throws InterruptedException {
        Answer answer = shop.http().get(URI.create(shop.places().url(part) + "/metrics"), PATIENCE);
        answer.demandGood();
        Reading reading = Reading.of(Instant.now(), answer.text());
        past.add(reading);
        return reading;
    }

    private void watch(Eye<?> eye, long every) {
        threads.execute(() -> {
            try {
                while (true) {
                    long began = System.nanoTime();
                    eye.look();
                    pause(began, every);
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** To the next look, or longer when nobody is there to see. */
    private void pause(long began, long every) throws InterruptedException {
        long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
        if (watchers.count() == 0) {
            watchers.pauseUnlessWatched(Math.max(1, UNWATCHED - took));
        } else {
            Patience.pause(Duration.ofMillis(Math.max(1, every - took)));
        }
    }

    private void tell() {
        try {
            while (true) {
                long began = System.nanoTime();
                Frame frame = frame(Instant.now());
                if (watchers.count() > 0) {
                    watchers.tell("frame", event("frame", Json.compact(frame)));
                }
                tellAlerts();
                pause(began, SECOND);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Only what is new: it may be long. */
    private void tellAlerts() {
        String news = Alerts.news(alerts);
        if (!news.equals(lastAlerts)) {
            lastAlerts = news;
            watchers.tell("alerts", event("alerts", news));
        }
    }

    private static byte[] event(String kind, String json) {
        return ("event: " + kind + "\ndata: " + json + "\n\n").getBytes(UTF_8);
    }

    private Frame frame(Instant now) {
        List<Frame.PartView> parts = parts(now);
        Figures figures = figures();
        Optional<LagFigures> lagNow = lag.now();
        RoomState state = RoomState.of(facts(parts, figures, lagNow));
        history.add(now.getEpochSecond(), figures);
        last = new Sight(now, state, figures.of(Figure.DEAD_LETTERS));
        marks.see(situation(parts), now);
        List<Eye.Freshness> sources = new ArrayList<>();
        counted.forEach(each -> sources.add(each.eye().freshness()));
        sources.add(database.freshness());
        sources.add(lag.freshness());
        sources.add(alerts.freshness());
        return new Frame(
                now.toEpochMilli(),
                state,
                shop.clock()
                        .run()
                        .map(run -> Frame.ClockView.of(run, now, lengths.minutes(run.mode())))
                        .orElse(null),
                shop.experiments().name().orElse(null),
                shop.blackFriday().isRunning(),
                figures.json(),
                lag.last().map(Readings::roads).orElse(List.of()),
                lag.last()
                        .map(last -> last.groups().stream().map(Frame.Group::of).toList())
                        .orElse(List.of()),
                lagNow.isEmpty(),
                database.now().orElse(null),
                shop.faults().noted(),
                marks.all(),
                parts,
                sources,
                watchers.count());
    }

    private RoomState.Facts facts(List<Frame.PartView> parts, Figures figures, Optional<LagFigures> lagNow) {
        wasReady |= shop.caretaker().isReady();
        List<String> notUp = parts.stream()
                .filter(part -> !part.state().equals(ProcessState.UP.word()))
                .map(Frame.PartView::name)
                .toList();
        return new RoomState.Facts(
                figures,
                lagNow.map(Readings::roads).orElse(List.of()),
                wasReady ? List.of() : notUp,
                wasReady ? notUp : List.of(),
                !shop.faults().noted().isEmpty(),
                figures.of(Figure.REQUESTS).isPresent(),
                lagNow.isPresent());
    }

    private Figures figures() {
        Figures figures = new Figures();
        counted.forEach(each -> each.eye().now().ifPresent(read -> each.fill().accept(each.past(), figures)));
        lag.now().ifPresent(known -> Readings.lag(known, figures));
        database.now()
                .ifPresent(seen -> figures.put(Figure.WORKING, seen.working())
                        .put(Figure.LOCK_WAITERS, seen.lockWaiters())
                        .put(Figure.CONNECTIONS, seen.connections())
                        .put(Figure.WAL_BYTES, seen.unconfirmedWal())
                        .put(Figure.OPEN_ORDERS, seen.open())
                        .put(Figure.LEFT, seen.left()));
        return figures;
    }

    private List<Frame.PartView> parts(Instant now) {
        List<Frame.PartView> parts = new ArrayList<>();
        for (ProcessStatus process : shop.caretaker().status(false).processes()) {
            if (process.name().equals(Part.LAB)) {
                continue;
            }
            String state = state(process, now);
            if (!state.equals(stateOf.put(process.name(), state))) {
                stateSince.put(process.name(), now);
            }
            parts.add(new Frame.PartView(
                    process.name(), state, process.pid(), process.cause(), stateSince.get(process.name())));
        }
        return parts;
    }

    /** A process that was stopped with a signal runs, and does not answer. */
    private String state(ProcessStatus process, Instant now) {
        boolean isSilent = eyeOf(process.name())
                .map(eye -> eye.freshness().isSilentSince(now.minus(SILENT)))
                .orElse(false);
        return isSilent && process.state().equals(ProcessState.UP.word()) ? "silent" : process.state();
    }

    private Optional<Eye<?>> eyeOf(String part) {
        if (part.equals(Part.POSTGRES.id())) {
            return Optional.of(database);
        }
        return counted.stream()
                .filter(each -> each.part().id().equals(part))
                .<Eye<?>>map(Counted::eye)
                .findFirst();
    }

    private Marks.Situation situation(List<Frame.PartView> parts) {
        return new Marks.Situation(
                shop.faults().noted().stream().map(Object::toString).collect(Collectors.toSet()),
                // Whoever has not come yet is not gone.
                parts.stream()
                        .filter(part -> wasReady && GONE.contains(part.state()))
                        .map(Frame.PartView::name)
                        .collect(Collectors.toSet()),
                shop.experiments().name().map(Set::of).orElse(Set.of()));
    }

    /**
     * How the shop is by its own figures, and when that was seen.
     *
     * @param deadLetters so far; empty while it is not known
     */
    public record Sight(Instant at, RoomState state, OptionalDouble deadLetters) {}

    public Optional<Sight> sight() {
        return Optional.ofNullable(last);
    }

    /** Has the room look each second, until it is closed. */
    public Watch attend() {
        Watchers.Watcher watcher = watchers.add();
        return watcher::close;
    }

    /** Somebody who looks on. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    History.Page history(long afterSecond) {
        return history.after(afterSecond, Instant.now().getEpochSecond());
    }

    Shop shop() {
        return shop;
    }

    Watchers watchers() {
        return watchers;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        try {
            sight.close();
        } catch (SQLException ended) {
            throw new Refusal("the session at PostgreSQL did not end: " + ended.getMessage(), ended);
        }
    }
}
