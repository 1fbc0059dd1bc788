package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules that are in force. A file that was right and is wrong now keeps the rules that cannot be read any more as they
 * were: who mistypes something in an alert must not switch it off.
 */
final class RuleBook {
    private final RuleFolders folders;
    private Map<Path, RuleFolders.Stamp> stamps = Map.of();
    private Map<Path, Kept> kept = Map.of();

    private record Kept(List<RuleFile.Written> rules, Instant readAt) {}

    /** What there was to read. */
    record Edition(List<RuleFile.Written> rules, List<WatchView.File> files) {
        static final Edition EMPTY = new Edition(List.of(), List.of());

        Edition {
            rules = List.copyOf(rules);
            files = List.copyOf(files);
        }
    }

    RuleBook(List<Path> named) {
        this.folders = new RuleFolders(named);
    }

    /** Whether a file has come, gone or changed since the last reading. */
    boolean hasChanged() {
        return !folders.look().equals(stamps);
    }

    Edition read(Instant now) {
        Map<Path, RuleFolders.Stamp> looked = folders.look();
        List<RuleFile> files = RuleFiles.read(List.copyOf(looked.keySet()));
        HashSet<String> names = files.stream()
                .flatMap(file -> file.rules().stream())
                .map(written -> written.rule().name())
                .collect(Collectors.toCollection(HashSet::new));
        List<RuleFile.Written> rules = new ArrayList<>();
        List<WatchView.File> states = new ArrayList<>();
        Map<Path, Kept> next = new HashMap<>();
        Iterator<Map.Entry<Path, RuleFolders.Stamp>> paths = looked.entrySet().iterator();
        for (RuleFile file : files) {
            Map.Entry<Path, RuleFolders.Stamp> entry = paths.next();
            Path path = entry.getKey();
            List<RuleFile.Written> stale = file.hasErrors() ? before(path, names) : List.<RuleFile.Written>of();
            ArrayList<RuleFile.Written> all = new ArrayList<>(file.rules());
            all.addAll(stale);
            rules.addAll(all);
            Instant readAt = readAt(path, entry.getValue(), now);
            next.put(path, new Kept(List.copyOf(all), readAt));
            states.add(new WatchView.File(file.name(), names(all), names(stale), file.issues(), readAt));
        }
        stamps = looked;
        kept = next;
        return new Edition(rules, states);
    }

    /** Those of the last reading whose names nobody has now. */
    private List<RuleFile.Written> before(Path path, Set<String> taken) {
        return kept.getOrDefault(path, new Kept(List.of(), Instant.EPOCH)).rules().stream()
                .filter(written -> taken.add(written.rule().name()))
                .toList();
    }

    private Instant readAt(Path path, RuleFolders.Stamp stamp, Instant now) {
        Kept before = kept.get(path);
        return before != null && stamp.equals(stamps.get(path)) ? before.readAt() : now;
    }

    private static List<String> names(List<RuleFile.Written> rules) {
        return rules.stream().map(written -> written.rule().name()).toList();
    }
}
