package dev.tailback.lab.audit;

import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/**
 * Reads all that a shop says about its orders and decides whether it agrees. The shop may run meanwhile: see {@link
 * OrderJudge} for why the sources are read in this order.
 */
public final class Audit implements AutoCloseable {
    private static final Duration LEDGER_PATIENCE = Duration.ofSeconds(30);
    /** Longer than the heartbeat (10 s) that moves the slot of a quiet shop. */
    private static final Duration RELAY_PATIENCE = Duration.ofSeconds(15);
    /** Longer than the reconciler takes to publish what the relay left out. */
    private static final Duration RECONCILER_PATIENCE = Duration.ofMinutes(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Sources sources;
    private final Web web;
    private final long began = System.nanoTime();
    private final Spill orderSpill;
    private final Spill eventSpill;
    private final OrderFacts orders;
    private final EventFacts events;
    private final StoredFindings products = new StoredFindings();
    private final Shelves shelves = new Shelves(products::add);
    private final LedgerReading ledgers;

    private Audit(Sources sources, Web web) throws IOException {
        this.sources = sources;
        this.web = web;
        this.orderSpill = new Spill(Spill.folder(), "orders");
        this.eventSpill = new Spill(Spill.folder(), "events");
        this.orders = new OrderFacts(orderSpill);
        this.events = new EventFacts(eventSpill);
        this.ledgers = new LedgerReading(orders, events, shelves);
    }

    /** One look at the shop as it is. */
    public static AuditReport once(Sources sources, Web web) throws IOException, InterruptedException {
        try (Audit audit = new Audit(sources, web);
                KafkaLog kafka = new KafkaLog(sources.kafka())) {
            return audit.run(kafka);
        }
    }

    /** Looks again until nothing is in flight, something is wrong, or the patience ends. */
    public static AuditReport whenDrained(Sources sources, Web web, Duration patience)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            AuditReport report = once(sources, web);
            if (report.violated() || report.isDrained() || System.nanoTime() >= until) {
                return report;
            }
            Patience.pause(BETWEEN_LOOKS);
        }
    }

    private AuditReport run(KafkaLog kafka) throws IOException, InterruptedException {
        Map<Reader, Map<TopicPartition, Long>> committed = kafka.committed();
        Map<TopicPartition, Long> ends = kafka.ends();
        RecordReading records = new RecordReading(Cut.of(committed, kafka.beginnings(), ends), orders, events);
        readLedgersBeside(kafka, ends, records);
        kafka.readUntil(kafka.ends(), records);
        long since = Math.max(ledgers.heldSince(), records.heldSince());
        long lostBefore = ledgers.takenAt() - RECONCILER_PATIENCE.toMillis();
        Terms terms = new Terms(since, false, lostBefore, ledgers.overdueBefore());
        events.forEachSwallowed(terms, this::swallowed);
        Verdicts verdicts = judge(terms);
        if (verdicts.dependsOnRelay() && relayPasses(ledgers.position())) {
            kafka.readUntil(kafka.ends(), records);
            verdicts = judge(new Terms(since, true, lostBefore, ledgers.overdueBefore()));
        }
        return report(verdicts, records, since);
    }

    /** What is in Kafka by now can be read while the ledgers are: it stays as it is. */
    private void readLedgersBeside(KafkaLog kafka, Map<TopicPartition, Long> ends, RecordReading records)
            throws IOException, InterruptedException {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> reading = thread.submit(() -> {
                kafka.readUntil(ends, records);
                return null;
            });
            stage(Reader.CHECKOUT, sources.checkout());
            stage(Reader.INVENTORY, sources.inventory());
            try (InputStream ledger = open(sources.ledger(sources.payments()))) {
                ledgers.payments(ledger);
            }
            stage(Reader.CATALOG, sources.catalog());
            reading.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw Refusal.of(failed);
        }
    }

    private void stage(Reader stage, URI at) throws IOException, InterruptedException {
        try (InputStream ledger = open(sources.ledger(at))) {
            ledgers.stage(stage, ledger);
        }
    }

    /** A ledger may be busy with another audit for a moment, and its database away for another. */
    private InputStream open(URI ledger) throws InterruptedException {
        long until = System.nanoTime() + LEDGER_PATIENCE.toNanos();
        while (true) {
            try {
                return web.stream(ledger, LEDGER_PATIENCE);
            } catch (WebFailure unavailable) {
                if (System.nanoTime() >= until) {
                    throw unavailable;
                }
                Patience.pause(BETWEEN_LOOKS);
            }
        }
    }

    private boolean relayPasses(long position) throws IOException, InterruptedException {
        return Patience.until(RELAY_PATIENCE, () -> published() >= position);
    }

    private long published() throws InterruptedException {
        JsonNode position = web.get(sources.published(), LEDGER_PATIENCE).json().path("position");
        return position.isIntegralNumber() ? position.longValue() : Long.MIN_VALUE;
    }

    private void swallowed(Reader group, long orderHigh, long orderLow, long place) throws IOException {
        if (orderHigh != 0) {
            orders.swallowed(orderHigh, orderLow, group, place);
        } else {
            products.add(
                    Wrong.LOST,
                    "record " + Place.text(place),
                    group.group()
                            + " has read it and never processed it: it is neither in its inbox nor a dead letter");
        }
    }

    private Verdicts judge(Terms terms) throws IOException {
        Verdicts verdicts = new Verdicts(terms);
        products.tell(verdicts);
        Dossier dossier = new Dossier();
        orderSpill.forEach((high, low, facts, starts, count) -> {
            OrderFacts.replay(facts, starts, count, dossier.of(high, low));
            verdicts.add(dossier);
        });
        return verdicts;
    }

    private AuditReport report(Verdicts verdicts, RecordReading records, long since) {
        return new AuditReport(
                verdicts.accepted(),
                verdicts.ended(State.CONFIRMED),
                verdicts.ended(State.REJECTED),
                verdicts.ended(State.CANCELLED),
                verdicts.ended(State.FAILED),
                records.deadLetters(),
                records.strays(),
                verdicts.inFlight(),
                verdicts.count(Wrong.LOST),
                verdicts.count(Wrong.DUPLICATED),
                shelves.oversold(),
                okOr(verdicts.count(Wrong.MONEY)),
                okOr(verdicts.count(Wrong.STOCK) + verdicts.count(Wrong.OVERSOLD)),
                verdicts.count(Wrong.OVERDUE),
                verdicts.count(Wrong.MISORDERED),
                verdicts.count(Wrong.UNFOUNDED),
                verdicts.settling(),
                !verdicts.isClean(),
                Instant.ofEpochMilli(since),
                verdicts.money(),
                ledgers.lines(),
                records.records(),
                (System.nanoTime() - began) / 1e9,
                verdicts.findings());
    }

    private static String okOr(long wrong) {
        return wrong == 0 ? "ok" : "wrong:" + wrong;
    }

    @Override
    public void close() throws IOException {
        orderSpill.close();
        eventSpill.close();
    }
}
