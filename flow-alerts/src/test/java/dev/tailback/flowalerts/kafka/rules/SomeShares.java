package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.engine.Settings;
import dev.tailback.flowalerts.rules.core.engine.Share;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Partitions of signals and shares of rules as instances have them, with the bytes between them and without Kafka. */
final class SomeShares {
    private static final int SHARES = 4;

    private final Settings settings;
    private final RulesNow rules;
    private final long nowNanos;
    private final Tallies tallies = new Tallies();
    private final Map<Integer, Routes> routes = new TreeMap<>();
    private final List<KeyValueStore<Bytes, byte[]>> stores = new ArrayList<>();
    private final List<ShareEngine> engines = new ArrayList<>();
    private final List<Verdict> told = new ArrayList<>();

    SomeShares(List<Rule> rules, Settings settings, long nowNanos) {
        this.settings = settings;
        this.rules = RulesNow.NONE.next(rules);
        this.nowNanos = nowNanos;
        for (int share = 0; share < SHARES; share++) {
            stores.add(Stores.inMemoryKeyValueStore("engines").get());
            engines.add(engine(share));
        }
    }

    private ShareEngine engine(int share) {
        return new ShareEngine(new Share(share, SHARES), settings, new EngineStore(stores.get(share)), rules, tallies);
    }

    void take(int partition, Signal signal) {
        byte[] written = BatchBytes.of(new Batch(0, signal.timeNanos(), 0, 0, List.of(signal)), rules.fields());
        routes(partition)
                .divide(BatchBytes.read(written), rules, nowNanos)
                .forEach((share, batch) -> send(share, batch, rules.fields()));
    }

    /** What nobody asks for has come to a partition, and each share hears of it. */
    void pass(int partition, long timeNanos) {
        routes(partition).divide(new Batch(0, timeNanos, 0, 0, List.of()), rules, nowNanos);
        for (int share = 0; share < SHARES; share++) {
            send(share, routes(partition).time(nowNanos), Set.of());
        }
    }

    private Routes routes(int partition) {
        return routes.computeIfAbsent(partition, number -> new Routes(number, SHARES));
    }

    private void send(int share, Batch batch, Set<String> fields) {
        told.addAll(engines.get(share).take(BatchBytes.of(batch, fields), rules));
    }

    /** Another instance has a share from now on. */
    void goes(int share) {
        engines.set(share, engine(share));
    }

    List<Verdict> told() {
        return told;
    }

    Tallies tallies() {
        return tallies;
    }

    static int shares() {
        return SHARES;
    }
}
