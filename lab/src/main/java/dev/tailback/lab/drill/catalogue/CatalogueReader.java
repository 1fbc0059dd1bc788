package dev.tailback.lab.drill.catalogue;

import dev.tailback.lab.scenario.Entry;
import dev.tailback.lab.scenario.Fields;
import dev.tailback.lab.scenario.YamlFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the catalogue. Whatever is not understood is refused with its place and what is allowed there. */
final class CatalogueReader {
    static final int HINTS = 3;
    private static final int HIGHEST_LEVEL = 3;

    private final SequencedMap<String, String> causes;
    private final SequencedMap<String, String> evidence;

    private CatalogueReader(SequencedMap<String, String> causes, SequencedMap<String, String> evidence) {
        this.causes = causes;
        this.evidence = evidence;
    }

    static Catalogue read(String file, String source) {
        Fields fields =
                YamlFile.read(file, "a catalogue of incidents", source).fields("causes", "evidence", "incidents");
        CatalogueReader reader =
                new CatalogueReader(sentences(fields.demand("causes")), sentences(fields.demand("evidence")));
        List<Incident> incidents = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Entry entry : fields.demand("incidents").list()) {
            Incident incident = reader.incident(entry);
            if (!names.add(incident.name())) {
                throw entry.place().refusal("incident '" + incident.name() + "' is there twice");
            }
            incidents.add(incident);
        }
        return new Catalogue(reader.causes, reader.evidence, incidents);
    }

    private static SequencedMap<String, String> sentences(Entry entry) {
        SequencedMap<String, String> sentences = new LinkedHashMap<>();
        entry.fields().without().forEach((name, says) -> sentences.put(name, says.text()));
        return sentences;
    }

    private Incident incident(Entry entry) {
        Fields fields = entry.fields(
                "incident",
                "level",
                "large",
                "happened",
                "settings",
                "set",
                "harmless",
                "cause",
                "evidence",
                "repairs",
                "hints",
                "way");
        int level = fields.demand("level").read(CatalogueReader::level);
        List<Change> harmless = fields.read("harmless", List.of(), CatalogueReader::changes);
        if ((level == HIGHEST_LEVEL) == harmless.isEmpty()) {
            throw fields.place().refusal("something harmless belongs to incidents of level 3, and to no others");
        }
        return new Incident(
                fields.demand("incident").text(),
                level,
                fields.read("large", false, large -> Boolean.parseBoolean(large.text())),
                fields.demand("happened").text(),
                fields.read("settings", List.of(), CatalogueReader::changes),
                changes(fields.demand("set")),
                harmless,
                known(fields.demand("cause"), name -> Catalogue.demand(causes, "cause", name)),
                fields.demand("evidence").list().stream()
                        .map(each -> known(each, name -> Catalogue.demand(evidence, "evidence", name)))
                        .toList(),
                fields.demand("repairs").list().stream()
                        .map(each -> each.read(Repair::of))
                        .toList(),
                hints(fields.demand("hints")),
                fields.demand("way").text());
    }

    private static int level(String text) {
        if (!text.matches("[1-" + HIGHEST_LEVEL + "]")) {
            throw new IllegalArgumentException("'" + text + "' is not allowed: 1, 2 or 3");
        }
        return Integer.parseInt(text);
    }

    private static String known(Entry entry, Consumer<String> demand) {
        return entry.read(text -> {
            demand.accept(text);
            return text;
        });
    }

    private static List<String> hints(Entry entry) {
        List<String> hints = entry.list().stream().map(Entry::text).toList();
        if (hints.size() != HINTS) {
            throw entry.place().refusal("hints are " + hints.size() + ": " + HINTS + " are allowed, the vaguest first");
        }
        return hints;
    }

    private static List<Change> changes(Entry entry) {
        return entry.list().stream().map(CatalogueReader::change).toList();
    }

    private static Change change(Entry entry) {
        Fields fields = entry.fields();
        SequencedMap<String, Choice> with = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> each : fields.without("set").entrySet()) {
            with.put(each.getKey(), each.getValue().read(Choice::new));
        }
        return new Change(fields.demand("set").text(), with);
    }
}
