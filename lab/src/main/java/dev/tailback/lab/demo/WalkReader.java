package dev.tailback.lab.demo;

import dev.tailback.lab.load.Fact;
import dev.tailback.lab.scenario.Check;
import dev.tailback.lab.scenario.CrowdReader;
import dev.tailback.lab.scenario.Entry;
import dev.tailback.lab.scenario.Expectation;
import dev.tailback.lab.scenario.FaultsReader;
import dev.tailback.lab.scenario.Fields;
import dev.tailback.lab.scenario.Names;
import dev.tailback.lab.scenario.YamlFile;
import dev.tailback.lab.terminal.WrittenDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Reads walks. Whatever is not understood is refused with its place and what is allowed there. */
final class WalkReader {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String AUDIT = "audit";
    private static final String CLEAN = "clean";

    /** Nobody knows how long a presenter talks, so the crowd has no times but the beginning. */
    private static final double NO_TIMES = 0;

    private WalkReader() {}

    /** @param file as it is named in what is refused */
    static Walk read(String file, String source) {
        Fields fields = YamlFile.read(file, "a walk", source).fields("walk", "about", "load", "scenes");
        return new Walk(
                fields.demand("walk").read(Names::of),
                fields.demand("about").text(),
                new CrowdReader(NO_TIMES).read(fields.demand("load")),
                scenes(fields.demand("scenes")));
    }

    private static List<Scene> scenes(Entry entry) {
        List<Entry> entries = entry.list();
        List<Scene> scenes = new ArrayList<>();
        for (Entry each : entries) {
            Scene scene = scene(each);
            if (scene.audit().isPresent() && scenes.size() + 1 < entries.size()) {
                throw each.place().refusal("audit is for the last scene: shoppers are sent home for it");
            }
            scenes.add(scene);
        }
        if (scenes.stream().noneMatch(Scene::provesSomething)) {
            throw entry.place().refusal("no scene expects anything: such a walk proves nothing");
        }
        return scenes;
    }

    private static Scene scene(Entry entry) {
        Fields fields = entry.fields("name", "say", "do", "after", "for", "expect", "trace", "look");
        SequencedMap<String, Entry> expected =
                fields.find("expect").map(expect -> expect.fields().without()).orElseGet(TreeMap::new);
        Optional<Expectation.AuditIsClean> audit =
                Optional.ofNullable(expected.remove(AUDIT)).map(WalkReader::audit);
        if (!expected.isEmpty()) {
            fields.demand("for");
        }
        if (audit.isPresent() && !expected.isEmpty()) {
            throw audit.get().place().refusal("audit stands alone: shoppers are sent home for it");
        }
        Optional<Fact> traced = fields.find("trace").map(WalkReader::traced);
        return new Scene(
                fields.demand("name").text(),
                fields.demand("say").text(),
                fields.read("do", List.of(), FaultsReader::atOnce),
                fields.read("after", Duration.ZERO, WalkReader::duration),
                fields.read("for", Duration.ZERO, WalkReader::duration),
                expected.entrySet().stream()
                        .map(each -> Check.of(each.getKey(), each.getValue()))
                        .toList(),
                audit,
                traced,
                fields.read("look", List.of(), look -> look(look, traced.isPresent())));
    }

    private static Expectation.AuditIsClean audit(Entry entry) {
        if (!entry.text().equals(CLEAN)) {
            throw entry.place().refusal("audit: '%s' is not allowed: %s".formatted(entry.text(), CLEAN));
        }
        return new Expectation.AuditIsClean(entry.place());
    }

    private static Fact traced(Entry entry) {
        return entry.read(text -> switch (text) {
            case "confirmed" -> Fact.CONFIRMED;
            case "failed" -> Fact.FAILED;
            default -> throw new IllegalArgumentException("'" + text + "' is not allowed: confirmed or failed");
        });
    }

    private static Duration duration(Entry entry) {
        return entry.read(text -> WrittenDuration.parse(text)
                .filter(duration -> duration.compareTo(LONGEST) <= 0)
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + text + "' is not allowed: a duration from 0s to 10m")));
    }

    private static List<String> look(Entry entry, boolean isTraced) {
        return entry.list().stream()
                .map(line -> line.read(text -> Directions.demandKnown(text, isTraced)))
                .toList();
    }
}
