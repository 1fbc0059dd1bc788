package dev.tailback.lab.drill.running;

import dev.tailback.lab.audit.Audit;
import dev.tailback.lab.audit.AuditReport;
import dev.tailback.lab.audit.Sources;
import dev.tailback.lab.drill.Course;
import dev.tailback.lab.drill.Happening;
import dev.tailback.lab.drill.Losses;
import dev.tailback.lab.drill.Moment.Who;
import dev.tailback.lab.drill.Score;
import dev.tailback.lab.drill.State;
import dev.tailback.lab.drill.Timeline;
import dev.tailback.lab.drill.Wellness;
import dev.tailback.lab.drill.catalogue.Catalogue;
import dev.tailback.lab.drill.catalogue.Plan;
import dev.tailback.lab.drill.catalogue.Repair;
import dev.tailback.lab.drill.catalogue.Setting;
import dev.tailback.lab.drill.told.DrillFolder;
import dev.tailback.lab.drill.told.Told;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.faults.FaultsView;
import dev.tailback.lab.load.Counts;
import dev.tailback.lab.load.Fact;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.room.Room;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One drill, from its first shopper to its audit, in a thread of its own; whoever practises says meanwhile what they do. */
final class RunningDrill {
    private static final Logger log = LoggerFactory.getLogger(RunningDrill.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(5);
    private static final Duration TO_DRAIN = Duration.ofSeconds(90);
    private static final Duration TO_UNDO = Duration.ofMinutes(2);
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Ground ground;
    private final Catalogue catalogue;
    private final Plan plan;
    private final boolean isOpen;
    private final AtomicReference<Course> course = new AtomicReference<>(Course.PLANNED);
    private final Timeline timeline = new Timeline();
    private final Hush hush;
    private final ShopWatch shop;
    private final AlertWatch alerts;
    private volatile Losses losses = Losses.NONE;
    private volatile @Nullable Remedies remedies;
    private volatile boolean isUndone;
    private volatile boolean isSettled;
    private volatile @Nullable String trouble;
    private @Nullable Thread thread;

    RunningDrill(Ground ground, Catalogue catalogue, Plan plan, boolean isOpen) {
        this.ground = ground;
        this.catalogue = catalogue;
        this.plan = plan;
        this.isOpen = isOpen;
        this.hush = new Hush(ground.web(), ground.ports(), ground.secrecy(), !isOpen);
        this.shop = new ShopWatch(ground.room(), timeline);
        this.alerts = new AlertWatch(ground.web(), ground.ports(), timeline);
    }

    /** Returns when shoppers come, or refuses. */
    void begin() throws IOException, InterruptedException {
        ground.experiments().beginOwn("drill");
        Faults.Backstage backstage;
        try {
            backstage = ground.faults()
                    .keepFromAll("a drill runs: until it is over faults are hidden, and nobody sets or clears one;"
                            + " ./tailback drill repair lists repairs, ./tailback drill give-up ends it");
        } catch (Refusal | InterruptedException notNow) {
            ground.experiments().endOwn();
            throw notNow;
        }
        try {
            hush.begin();
            remedies = new Remedies(ground.hands(), backstage);
            happen(new Happening.Began(Instant.now()));
            timeline.add(
                    Instant.now(),
                    Who.LAB,
                    "%d shoppers a minute come, seven of ten to buy".formatted(plan.shoppersPerMinute()));
            thread = Thread.ofVirtual().name("drill").start(() -> run(backstage));
        } catch (Refusal | WebFailure | InterruptedException notNow) {
            backstage.close();
            ground.experiments().endOwn();
            throw notNow;
        }
    }

    private void run(Faults.Backstage backstage) {
        try (backstage) {
            hold(backstage);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (IOException | SQLException | RuntimeException failed) {
            // Whoever practises is told that it was not their doing.
            log.warn("the drill broke off", failed);
            trouble = "the drill broke off: " + failed.getMessage();
        } finally {
            isSettled = true;
        }
    }

    private void hold(Faults.Backstage backstage) throws IOException, SQLException, InterruptedException {
        Instant began = began();
        Room.Watch watch = ground.room().attend();
        try {
            try (Custom custom = Custom.come(
                    new Shop(ground.wire(), ground.ports()),
                    plan.shoppersPerMinute(),
                    plan.moment().plus(plan.lasts()).plusMinutes(5),
                    plan.seed())) {
                set(backstage, plan.settings());
                awaitMoment(began);
                Counts before = custom.counts();
                strike(backstage);
                awaitEnd(backstage, custom, before);
            } finally {
                // Whatever ended it, and as long as nobody is told: the next is told of a shop that is as usual.
                undo(backstage);
            }
            settle(began);
        } finally {
            watch.close();
        }
    }

    private Instant began() {
        Instant began = course.get().began();
        return began == null ? Instant.now() : began;
    }

    private void set(Faults.Backstage backstage, List<Setting> settings) throws IOException, InterruptedException {
        for (Setting setting : settings) {
            for (FaultsView.Standing standing : backstage.set(setting.fault(), setting.with())) {
                timeline.add(Instant.now(), Who.LAB, "set %s; read back: %s".formatted(setting, standing.seen()));
            }
        }
    }

    private void awaitMoment(Instant began) throws InterruptedException {
        Instant moment = began.plus(plan.moment());
        while (course.get().state().isOpen() && Instant.now().isBefore(moment)) {
            look();
            Patience.pause(BETWEEN_LOOKS);
        }
    }

    private void strike(Faults.Backstage backstage) throws IOException, InterruptedException {
        if (!course.get().state().isOpen()) {
            return;
        }
        set(backstage, plan.harmless());
        set(backstage, plan.breaks());
        happen(new Happening.Struck(Instant.now()));
    }

    private void awaitEnd(Faults.Backstage backstage, Custom custom, Counts before) throws InterruptedException {
        Instant renewed = Instant.now();
        Wellness wellness = Wellness.UNKNOWN;
        while (course.get().state().isOpen()) {
            Instant now = Instant.now();
            if (Duration.between(renewed, now).compareTo(BETWEEN_RENEWALS) >= 0) {
                hush.renew();
                renewed = now;
            }
            wellness = wellness.after(look(), now);
            losses = losses(before, custom.counts(), 0);
            if (course.get().state() == State.DIAGNOSED) {
                wellness.recovered(isCauseGone(backstage), now).ifPresent(since -> recover(now, since));
            }
            if (isTimeOver(now)) {
                timeline.add(now, Who.LAB, "time is over");
                giveUp();
            }
            Patience.pause(BETWEEN_LOOKS);
        }
        losses = losses(before, custom.counts(), 0);
    }

    private void recover(Instant now, Instant since) {
        if (happenIf(State.DIAGNOSED, new Happening.Recovered(now, since))) {
            timeline.add(since, Who.SHOP, "well again, by its own figures");
        }
    }

    private boolean isTimeOver(Instant now) {
        Instant struck = course.get().struck();
        return struck != null && course.get().state().isOpen() && now.isAfter(struck.plus(plan.lasts()));
    }

    private Wellness.Look look() throws InterruptedException {
        alerts.look();
        return shop.look();
    }

    private boolean isCauseGone(Faults.Backstage backstage) throws InterruptedException {
        List<String> faults = plan.breaks().stream().map(Setting::fault).toList();
        return backstage.standing().stream()
                .filter(standing -> faults.contains(standing.fault()))
                .noneMatch(FaultsView.Standing::isSeen);
    }

    private static Losses losses(Counts before, Counts now, long cents) {
        return new Losses(
                now.of(Fact.FAILED) - before.of(Fact.FAILED),
                now.of(Fact.REFUSED) - before.of(Fact.REFUSED) + now.of(Fact.LEFT_BEFORE) - before.of(Fact.LEFT_BEFORE),
                now.of(Fact.CONFIRMED) - before.of(Fact.CONFIRMED),
                cents);
    }

    private void undo(Faults.Backstage backstage) throws IOException, InterruptedException {
        try {
            List<String> undone = backstage.clear((fault, target) -> true);
            if (!undone.isEmpty()) {
                timeline.add(Instant.now(), Who.LAB, "undone: " + String.join(", ", undone));
            }
        } finally {
            hush.lift();
            backstage.close();
            ground.experiments().endOwn();
            isUndone = true;
        }
    }

    private void settle(Instant began) throws IOException, SQLException, InterruptedException {
        AuditReport audit = Audit.whenDrained(Sources.of(ground.ports()), ground.web(), TO_DRAIN);
        Losses known = losses;
        LostRevenue revenue = LostRevenue.since(ground.server(), began);
        losses = new Losses(known.failed(), known.refused(), known.confirmed(), revenue.withRefused(known.refused()));
        alerts.look();
        happen(new Happening.Audited(Instant.now(), !audit.violated(), audit.line()));
        timeline.add(Instant.now(), Who.LAB, "audit: " + audit.line());
        DrillFolder.of(ground.home(), plan, began).write(told());
    }

    /** What whoever practises says or does; the same at once from a terminal and a page. */
    private void happen(Happening happening) {
        course.updateAndGet(now -> now.after(happening));
    }

    private boolean happenIf(State state, Happening happening) {
        Course before = course.getAndUpdate(now -> now.state() == state ? now.after(happening) : now);
        return before.state() == state;
    }

    void see() {
        Instant now = Instant.now();
        happen(new Happening.Noticed(now));
        timeline.add(
                now,
                Who.PLAYER,
                course.get().state() == State.SEEN ? "sees something" : "sees something, before there was anything");
    }

    /** Returns whether it is right. */
    boolean name(String cause, List<String> evidence) {
        String says = catalogue.demandCause(cause);
        evidence.forEach(catalogue::demandEvidence);
        if (evidence.isEmpty()) {
            throw new Refusal("a cause is named with its evidence: one piece at least");
        }
        boolean isRight = cause.equals(plan.incident().cause());
        int pointing = (int) evidence.stream()
                .distinct()
                .filter(plan.incident().evidence()::contains)
                .count();
        Instant now = Instant.now();
        happen(new Happening.Named(
                now, cause, isRight, evidence.stream().distinct().toList(), pointing));
        timeline.add(
                now,
                Who.PLAYER,
                "%s: %s (%s), by %s".formatted(isRight ? "right" : "wrong", says, cause, String.join(", ", evidence)));
        return isRight;
    }

    String hint() {
        happen(new Happening.Hinted(Instant.now()));
        int given = course.get().hints();
        String hint = plan.incident().hints().get(given - 1);
        timeline.add(
                Instant.now(),
                Who.PLAYER,
                "takes hint %d for %d points: %s".formatted(given, Score.HINTS.get(given - 1), hint));
        return hint;
    }

    /** Returns what came of it. */
    String repair(Repair repair) throws InterruptedException {
        Remedies here = remedies;
        if (here == null || !course.get().state().isOpen()) {
            throw new Refusal("the drill is " + course.get().state().word() + ": repairs are for a drill that runs");
        }
        String said;
        try {
            said = here.apply(repair);
        } catch (IOException | Refusal failed) {
            // Not into the log, which whoever practises may read.
            timeline.add(Instant.now(), Who.LAB, "%s was not possible: %s".formatted(repair, failed.getMessage()));
            throw new Refusal(repair + " was not possible now: something that it needs is away", failed);
        }
        boolean counts = plan.incident().repairs().contains(repair);
        Instant now = Instant.now();
        happen(new Happening.Tried(now, repair.toString(), counts));
        timeline.add(now, Who.PLAYER, "%s: %s".formatted(repair, said));
        return said;
    }

    void giveUp() {
        Instant now = Instant.now();
        happen(new Happening.GaveUp(now));
        timeline.add(now, Who.PLAYER, "gives up");
    }

    /** For whoever wants the shop as it was: gives up what is open, and returns when nothing is set any more. */
    void endForReset() throws IOException, InterruptedException {
        if (course.get().state().isOpen()) {
            giveUp();
        }
        Patience.until(TO_UNDO, () -> isUndone || isSettled);
    }

    /** Whether all is told, or what broke it off. */
    boolean isSettled() {
        return isSettled;
    }

    Told told() {
        Course now = course.get();
        return Told.of(plan, catalogue, now, timeline, losses, isOpen, shop.words(), trouble);
    }

    /** Nothing is left set; there is no time for an audit. */
    void end() throws InterruptedException {
        Thread running = thread;
        if (running != null && running.isAlive()) {
            running.interrupt();
            running.join(ENDING);
        }
    }
}
