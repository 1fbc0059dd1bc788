package dev.tailback.flowalerts.kafka.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.engine.Settings;
import dev.tailback.flowalerts.rules.core.engine.Share;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What a share keeps in Kafka is read by the jars of tomorrow, or begins anew and is counted; it never stops the share. */
class KeptStateTest {
    private static final Path YESTERDAY = Path.of("src/test/resources/rules/engines-1.state");
    private static final HexFormat HEX = HexFormat.of();
    private static final Rule SCANS = RuleFiles.read(
                    "scans.yaml",
                    "rule: scans\nby: service.name\nstages: [{span: db.full_table_scan == true, at_least: 3}]\n"
                            .getBytes(StandardCharsets.UTF_8))
            .rules()
            .getFirst()
            .rule();
    private static final long BEGIN = 1_796_040_000_000_000_000L;
    private static final long SECOND = 1_000_000_000;
    private static final RulesNow FIRST = RulesNow.NONE.next(List.of(SCANS));

    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("engines").get();
    private final Tallies tallies = new Tallies();

    private ShareEngine engine() {
        return new ShareEngine(Share.ALL, Settings.DEFAULT, new EngineStore(store), FIRST, tallies);
    }

    private static long at(int second) {
        return BEGIN + second * SECOND;
    }

    private static byte[] scan(int second) {
        Signal signal = new Signal(
                SignalKind.SPAN,
                at(second),
                1,
                second,
                second,
                "SELECT",
                new WrittenFields(Map.of("service.name", "catalog", "db.full_table_scan", true)));
        return BatchBytes.of(new Batch(0, at(second), at(second), at(second), List.of(signal)), FIRST.fields());
    }

    private static byte[] time(int second) {
        return BatchBytes.of(new Batch(0, at(second), at(second), at(second), List.of()), FIRST.fields());
    }

    /** Two of three scans: one in a checkpoint, one in a batch after it. */
    private void keepTwoScans() {
        ShareEngine engine = engine();
        engine.take(scan(1), FIRST);
        engine.take(scan(2), FIRST.next(List.of(SCANS)));
    }

    private static List<String> fired(List<Verdict> told) {
        return told.stream()
                .filter(Verdict.Fired.class::isInstance)
                .map(Verdict::incident)
                .toList();
    }

    private static String incident(int second) {
        return Engine.incident("scans", new Key(List.of("catalog")), at(second));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> lines.add(HEX.formatHex(entry.key.get()) + " " + HEX.formatHex(entry.value)));
        }
        return lines;
    }

    private void load() throws IOException {
        for (String line : Files.readAllLines(YESTERDAY)) {
            String[] parts = line.split(" ");
            store.put(Bytes.wrap(HEX.parseHex(parts[0])), HEX.parseHex(parts[1]));
        }
    }

    @Test
    void theStateOfYesterdayIsReadAndWhatHadBegunGoesOn() throws IOException {
        load();
        ShareEngine engine = engine();

        ArrayList<Verdict> told = new ArrayList<>(engine.take(scan(3), FIRST));
        told.addAll(engine.take(time(100), FIRST));

        assertThat(fired(told)).containsExactly(incident(3));
        assertThat(tallies.countRebuilt()).isZero();
    }

    @Test
    void whatIsWrittenIsStillOfTheVersionThatItSays() throws IOException {
        keepTwoScans();

        assertThat(lines())
                .as(
                        "the format has changed: count EngineStore.VERSION (of a batch BatchBytes.VERSION, of an engine"
                                + " Engine.VERSION) up, and keep a state of the new one beside %s",
                        YESTERDAY)
                .isEqualTo(Files.readAllLines(YESTERDAY));
    }

    @Test
    void stateOfAnotherVersionBeginsAnewAndIsCounted() throws IOException {
        load();
        replaceAbout(about -> about.putInt(0, EngineStore.VERSION + 1));
        ShareEngine engine = engine();

        ArrayList<Verdict> told = new ArrayList<>(engine.take(scan(3), FIRST));
        told.addAll(engine.take(time(100), FIRST));
        assertThat(fired(told)).isEmpty();
        for (int second = 101; second < 103; second++) {
            told.addAll(engine.take(scan(second), FIRST));
        }
        told.addAll(engine.take(time(200), FIRST));

        assertThat(fired(told)).containsExactly(incident(102));
        assertThat(tallies.countRebuilt()).isEqualTo(1);
        assertThat(new EngineStore(store).read()).isPresent();
    }

    @Test
    void stateThatIsNotWholeBeginsAnewAndIsCounted() throws IOException {
        load();
        replaceAbout(about -> about.putInt(Integer.BYTES, 7));

        engine();

        assertThat(tallies.countRebuilt()).isEqualTo(1);
    }

    private interface Change {
        void make(ByteBuffer about);
    }

    private void replaceAbout(Change change) {
        Bytes key = Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES).array());
        ByteBuffer about = ByteBuffer.wrap(store.get(key).clone());
        change.make(about);
        store.put(key, about.array());
    }

    @Test
    void anEngineThatIsCutOffAnywhereBeginsAnewAndIsCounted() throws IOException {
        load();
        Bytes key = Bytes.wrap(
                ByteBuffer.allocate(1 + Long.BYTES).put((byte) 1).putLong(0).array());
        byte[] whole = store.get(key);
        for (int length = 1; length < whole.length; length++) {
            load();
            store.put(key, Arrays.copyOf(whole, length));
            engine();
        }

        assertThat(tallies.countRebuilt()).isEqualTo(whole.length - 1);
    }

    @Test
    void aBatchOfAnotherVersionIsPassedOverAndCounted() {
        ShareEngine engine = engine();
        byte[] other = scan(1);
        other[0]++;

        assertThat(engine.take(other, FIRST)).isEmpty();

        assertThat(tallies.countUnreadable()).isEqualTo(1);
        assertThat(new EngineStore(store).read().orElseThrow().batches()).isEmpty();
    }

    @Test
    void theTopicsOfTheStreamKeepTheirNames() throws IOException {
        SharedSettings settings =
                new SharedSettings("none:1", Map.of(), "rules", 4, Settings.DEFAULT, Path.of("nowhere"));

        String described = RuleStream.of(settings, () -> FIRST, Map.of(), tallies)
                .describe()
                .toString();

        assertThat(described)
                .contains("(topics: [rules-signals])")
                .contains("(topics: [shares-repartition])", "(stores: [engines])", "(topic: rules-verdicts)");
        assertThat(settings.divided()).isEqualTo("rules-shares-repartition");
    }
}
