package dev.tailback.lab.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the code knows by name, and its defaults. */
public final class Sources {
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern IN_YAML = Pattern.compile("\\$\\{([A-Z0-9_]+):([^}]*)}");
    private static final Pattern IN_JAVA = Pattern.compile("\"([A-Z0-9]+(?:_[A-Z0-9]+)+)\",\\s*\"([^\"]*)\"");
    private static final Pattern FAULT = Pattern.compile("new Manual\\(\\s*\"([a-z-]+)\"");
    private static final Pattern CALL = Pattern.compile("\"[^\"]*?(\\./tailback [^\"]*)\"");
    private static final Pattern CONSTANT = Pattern.compile("(\\w+) = \"([A-Z0-9]+(?:_[A-Z0-9]+)+)\"");

    /** The words of each Java file, by its name without ending. */
    private final Map<String, Set<String>> java = new HashMap<>();

    private final Set<String> words = new HashSet<>();
    /** A variable may have another default in another process. */
    private final Map<String, Set<String>> defaults = new HashMap<>();

    private final Set<String> settings = new HashSet<>();
    private final Set<String> faults = new HashSet<>();
    private final Set<String> calls = new HashSet<>();

    public static Sources read() throws IOException {
        Sources sources = new Sources();
        for (Path file : Pages.files(
                ".java", ".yaml", ".sql", ".sh", ".json", ".js", ".xml", ".example", "Dockerfile", "tailback", "run")) {
            sources.read(file);
        }
        for (Path file : Pages.files("stage.yaml", "application.yaml")) {
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            sources.flatten("", tree);
        }
        return sources;
    }

    private void read(Path file) throws IOException {
        String text = Files.readString(file);
        Set<String> found = new HashSet<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            found.add(word.group());
        }
        words.addAll(found);
        String name = file.getFileName().toString();
        if (name.endsWith(".java")) {
            java.put(name.substring(0, name.length() - ".java".length()), found);
            if (!file.toString().contains("/src/test/")) {
                readDefaults(text);
                FAULT.matcher(text).results().forEach(named -> faults.add(named.group(1)));
                CALL.matcher(text).results().forEach(call -> calls.add(call.group(1)));
            }
        } else {
            IN_YAML.matcher(text).results().forEach(usual -> add(usual.group(1), usual.group(2)));
        }
    }

    private void readDefaults(String text) {
        IN_JAVA.matcher(text).results().forEach(found -> add(found.group(1), found.group(2)));
        CONSTANT.matcher(text).results().forEach(constant -> {
            Matcher use = Pattern.compile("\\b" + constant.group(1) + ",\\s*\"([^\"]*)\"")
                    .matcher(text);
            if (use.find()) {
                add(constant.group(2), use.group(1));
            }
        });
    }

    private void flatten(String path, Object tree) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(path.isEmpty() ? "" + key : path + "." + key, value));
        } else {
            settings.add(path);
            add(path, String.valueOf(tree));
        }
    }

    /** The names of all faults. */
    public Set<String> faults() {
        return faults;
    }

    /** What messages tell people to type, up to the end of the literal. */
    public Set<String> calls() {
        return calls;
    }

    private void add(String name, String value) {
        defaults.computeIfAbsent(name, absent -> new HashSet<>()).add(value);
    }

    boolean know(String word) {
        return words.contains(word);
    }

    /** Whether a class of this name has such a member. */
    boolean know(String type, String member) {
        return java.getOrDefault(type, Set.of()).contains(member);
    }

    boolean haveClass(String name) {
        return java.containsKey(name);
    }

    boolean haveSetting(String key) {
        return settings.contains(key) || settings.stream().anyMatch(known -> known.startsWith(key + "."));
    }

    Set<String> defaultsOf(String settingOrVariable) {
        return defaults.getOrDefault(settingOrVariable, Set.of());
    }
}
