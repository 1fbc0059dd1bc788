package dev.tailback.lab.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys with their values, in the order of the file. */
public final class Fields {
    private final String name;
    private final Place place;
    private final SequencedMap<String, Entry> entries;

    private Fields(String name, Place place, SequencedMap<String, Entry> entries) {
        this.name = name;
        this.place = place;
        this.entries = entries;
    }

    static Fields of(String file, String name, Place place, MappingNode mapping, List<String> allowed) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            Entry key = new Entry(file, "a key of " + name, pair.getKeyNode());
            if (!(pair.getKeyNode() instanceof ScalarNode)) {
                throw key.place().refusal("a key of " + name + " is not allowed: one word");
            }
            String word = key.text();
            if (!allowed.isEmpty() && !allowed.contains(word)) {
                throw key.place()
                        .refusal("%s has no '%s'; it has %s".formatted(name, word, String.join(", ", allowed)));
            }
            if (entries.put(word, new Entry(file, word, pair.getValueNode())) != null) {
                throw key.place().refusal("%s has '%s' twice".formatted(name, word));
            }
        }
        return new Fields(name, place, entries);
    }

    public Place place() {
        return place;
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    public Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    public Entry demand(String key) {
        return find(key).orElseThrow(() -> place.refusal("%s needs '%s'".formatted(name, key)));
    }

    public <T> T read(String key, T usual, Function<Entry, T> reading) {
        return find(key).map(reading).orElse(usual);
    }

    public SequencedMap<String, Entry> without(String... keys) {
        SequencedMap<String, Entry> rest = new LinkedHashMap<>(entries);
        List.of(keys).forEach(rest::remove);
        return rest;
    }
}
