package dev.tailback.lab.torture;

import dev.tailback.lab.audit.Audit;
import dev.tailback.lab.audit.AuditReport;
import dev.tailback.lab.audit.Sources;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.torture.Schedule.Strike;
import dev.tailback.lab.torture.Schedule.Weather;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** One run: shoppers come, faults strike, everybody leaves, and the books are audited. */
public final class Torture {
    /** No order waits longer than this while all is well, slow cards included. */
    private static final Duration WELL = Duration.ofSeconds(4);

    private static final Duration WELL_AGAIN_WITHIN = Duration.ofSeconds(60);
    private static final Duration ALL_ENDED_WITHIN = Duration.ofSeconds(150);
    private static final Duration BOOKS_SETTLED_WITHIN = Duration.ofSeconds(60);

    private final Arena arena;
    private final Ports ports;
    private final Web web;
    private final Consumer<String> lines;

    Torture(Arena arena, Ports ports, Web web, Consumer<String> lines) {
        this.arena = arena;
        this.ports = ports;
        this.web = web;
        this.lines = lines;
    }

    TortureReport run(long seed, Duration time, double rate) throws IOException, InterruptedException {
        Schedule schedule = Schedule.of(seed, time);
        long began = System.nanoTime();
        try (Shoppers shoppers = new Shoppers(web, ports, rate, seed);
                ExecutorService outside = Executors.newVirtualThreadPerTaskExecutor()) {
            shoppers.come();
            List<Future<TortureReport.Row>> weather = schedule.weather().stream()
                    .map(spell -> outside.submit(() -> endure(spell, began)))
                    .toList();
            List<TortureReport.Row> rows = new ArrayList<>();
            for (Strike strike : schedule.strikes()) {
                awaitTime(began, strike.at());
                rows.add(suffer(strike, shoppers, began));
                lines.accept(shoppers.tally());
            }
            awaitTime(began, time);
            for (Future<TortureReport.Row> spell : weather) {
                rows.add(rowOf(spell));
            }
            arena.revive();
            boolean allEnded = shoppers.leave(ALL_ENDED_WITHIN);
            AuditReport audit = Audit.whenDrained(Sources.of(ports), web, BOOKS_SETTLED_WITHIN);
            Aftermath aftermath = new Aftermath(arena);
            List<String> violations = new ArrayList<>();
            aftermath.deadLettersAreThoseOf(schedule.poison().sent()).ifPresent(violations::add);
            aftermath.walIsBounded().ifPresent(violations::add);
            if (!allEnded) {
                violations.add("not every shopper was answered, or not every order ended");
            }
            return new TortureReport(seed, time, rate, rows, shoppers.tally(), audit, violations);
        }
    }

    private TortureReport.Row suffer(Strike strike, Shoppers shoppers, long began) throws InterruptedException {
        lines.accept("%s  %s"
                .formatted(TortureReport.time(strike.at()), strike.fault().text()));
        TortureReport.Row row = TortureReport.Row.of(began, strike.fault().text());
        try {
            row = row.seen(strike.fault().strike(arena));
        } catch (InterruptedException ending) {
            throw ending;
        } catch (Fault.Missed missed) {
            row = row.missed(missed.why());
        } catch (Exception failed) {
            row = row.failed(failed.toString());
        }
        arena.revive();
        return row.wellAgainAfter(wellAgain(shoppers));
    }

    private Duration wellAgain(Shoppers shoppers) throws InterruptedException {
        long began = System.nanoTime();
        long end = began + WELL_AGAIN_WITHIN.toNanos();
        while (shoppers.longestWait().compareTo(WELL) > 0 && System.nanoTime() < end) {
            Patience.pause(Duration.ofMillis(100));
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private TortureReport.Row endure(Weather spell, long began) throws InterruptedException {
        awaitTime(began, spell.at());
        lines.accept("%s  %s, for %d s"
                .formatted(
                        TortureReport.time(spell.at()),
                        spell.disturbance().text(),
                        spell.span().toSeconds()));
        TortureReport.Row row = TortureReport.Row.of(began, spell.disturbance().text());
        try {
            return row.seen(spell.disturbance().run(arena, spell.span()));
        } catch (InterruptedException ending) {
            throw ending;
        } catch (Exception failed) {
            return row.failed(failed.toString());
        }
    }

    private static TortureReport.Row rowOf(Future<TortureReport.Row> spell) throws InterruptedException {
        try {
            return spell.get();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a disturbance broke off", broken.getCause());
        }
    }

    private static void awaitTime(long began, Duration at) throws InterruptedException {
        Patience.pause(at.minusNanos(System.nanoTime() - began));
    }
}
