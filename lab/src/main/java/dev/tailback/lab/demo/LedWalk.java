package dev.tailback.lab.demo;

import dev.tailback.lab.experiment.Experiment;
import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.scenario.measuring.Window;
import dev.tailback.lab.scenario.run.Preflight;
import dev.tailback.lab.scenario.run.Venue;
import dev.tailback.lab.scenario.verdict.Verdict;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A walk that is led from a page: on, back, and to any scene. Whoever jumps past scenes gets the shop as they would have left
 * it. Whatever ends it, the lab undoes it.
 */
public final class LedWalk implements AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** What the scene does to the shop is done. */
    private static final Set<Doing> PREPARED = Set.of(Doing.WAITING, Doing.MEASURING, Doing.SHOWN);

    private final Stage stage;
    private final Walk walk;
    private final Consumer<String> announcements;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ShownScene> shown;
    private Doing doing = Doing.NOTHING;
    private int at;
    /** Counts scenes that were gone to: what is left of one that was broken off says nothing any more. */
    private int turn;

    private @Nullable String problem;
    private @Nullable Experiment mine;
    private @Nullable OpenShop shop;
    private @Nullable Future<?> act;

    /** Where it is led; asked for when it begins. */
    @FunctionalInterface
    public interface Stage {
        Venue venue() throws IOException, InterruptedException;
    }

    /** What goes on in the scene. */
    public enum Doing {
        NOTHING,
        PREPARING,
        WAITING,
        MEASURING,
        SHOWN
    }

    /**
     * The walk as it stands.
     *
     * @param scene that is on, from 1; 0 while none is
     * @param problem what the scene broke off for
     */
    public record Told(
            String name,
            String about,
            int scene,
            Doing doing,
            @Nullable String problem,
            List<ShownScene> scenes) {
        public Told {
            scenes = List.copyOf(scenes);
        }
    }

    private record Turn(int number, int scene) {}

    /** @param announcements hears what is undone at the end */
    public LedWalk(Stage stage, Walk walk, Consumer<String> announcements) {
        this.stage = stage;
        this.walk = walk;
        this.announcements = announcements;
        this.shown = new ArrayList<>(walk.scenes().stream().map(ShownScene::of).toList());
    }

    public synchronized Told told() {
        return new Told(walk.name(), walk.about(), at, doing, problem, shown);
    }

    /** Begins if it has not yet, breaks off the scene that is on, and returns while the other one is prepared. */
    public synchronized void go(int scene) throws IOException, InterruptedException {
        if (scene < 1 || scene > walk.scenes().size()) {
            throw new Refusal(
                    "scene " + scene + " is not allowed: 1 to " + walk.scenes().size());
        }
        breakOff();
        Venue venue = stage.venue();
        if (mine == null) {
            new Preflight(venue).check(List.of(), walk.steps());
            mine = Experiment.begin(venue.lab(), walk.name(), announcements);
        }
        if (shop == null || shop.isClosed()) {
            shop = new OpenShop(venue, walk.crowd(), (minute, recording) -> {});
        }
        boolean isNext = scene == at + 1 && (at == 0 || PREPARED.contains(doing));
        at = scene;
        turn++;
        shown.set(scene - 1, ShownScene.of(walk.scenes().get(scene - 1)));
        Turn now = new Turn(turn, scene);
        become(now, Doing.PREPARING, null);
        OpenShop open = shop;
        act = threads.submit(() -> play(now, venue, open, isNext));
    }

    private void play(Turn now, Venue venue, OpenShop open, boolean isNext) {
        Scene scene = walk.scenes().get(now.scene() - 1);
        try {
            new Stagehand(walk, new RemoteFaults(venue.lab()))
                    .prepare(now.scene(), isNext, done -> update(now, before -> before.did(done)));
            become(now, Doing.WAITING, null);
            Patience.pause(scene.after());
            become(now, Doing.MEASURING, null);
            watch(now, scene, open);
            SceneCheck.Seen seen = new SceneCheck(venue, open).proofs(scene);
            update(
                    now,
                    before -> before.proved(
                            seen.rows(), seen.traced().map(OrderView::id).orElse(null)));
            become(now, Doing.SHOWN, null);
        } catch (InterruptedException brokenOff) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failed) {
            become(now, Doing.NOTHING, String.valueOf(failed.getMessage()));
        }
    }

    /** The figures so far, once a second. */
    private void watch(Turn now, Scene scene, OpenShop open) throws InterruptedException {
        double from = open.minute();
        Instant ends = Instant.now().plus(scene.lasts());
        while (Instant.now().isBefore(ends)) {
            Duration left = Duration.between(Instant.now(), ends);
            Patience.pause(left.compareTo(SECOND) < 0 ? left : SECOND);
            open.demandShoppers();
            Window window = open.since(from);
            List<Verdict.Row> rows = SceneCheck.rows(scene, window);
            update(now, before -> before.measured(rows));
        }
    }

    private synchronized void become(Turn now, Doing next, @Nullable String why) {
        if (now.number() == turn) {
            doing = next;
            problem = why;
        }
    }

    private synchronized void update(Turn now, UnaryOperator<ShownScene> change) {
        if (now.number() == turn) {
            shown.set(now.scene() - 1, change.apply(shown.get(now.scene() - 1)));
        }
    }

    private void breakOff() {
        if (act != null) {
            act.cancel(true);
        }
    }

    /** Sends the shoppers home and undoes what the scenes did; nothing when none is on. What was seen stays to be seen. */
    public synchronized void end() throws InterruptedException {
        breakOff();
        if (shop != null) {
            shop.close();
            shop = null;
        }
        Experiment ending = mine;
        mine = null;
        at = 0;
        turn++;
        doing = Doing.NOTHING;
        problem = null;
        if (ending != null) {
            ending.close();
        }
    }

    /** The lab ends, and undoes what is set in any case. */
    @Override
    public void close() {
        threads.shutdownNow();
        OpenShop open;
        synchronized (this) {
            open = shop;
        }
        if (open != null) {
            open.close();
        }
    }
}
