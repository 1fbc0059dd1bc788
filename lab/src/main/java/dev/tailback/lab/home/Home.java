package dev.tailback.lab.home;

import dev.tailback.lab.servers.Trees;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The state of one lab: {@code .tailback/} unless the user names another folder. */
public record Home(Path path) {
    private static final String MARKER = ".tailback-lab";
    private static final String ABOUT =
            "A lab of Tailback keeps its state in this folder. A reset deletes data, logs and secrets in it.\n";
    private static final String HOW_TO_MARK = ". If a lab made it, mark it by an empty file " + MARKER + " in it";
    private static final List<String> FORGOTTEN = List.of("data", "logs", "secrets");

    public Home {
        path = path.toAbsolutePath().normalize();
    }

    public Path data(String name) {
        return path.resolve("data").resolve(name);
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** Where the user finds it; a reset leaves it alone. */
    public Path profile(String name) {
        return path.resolve("profiles").resolve(name + ".html");
    }

    public Path pidFile(String name) {
        return path.resolve("pids").resolve(name + ".pid");
    }

    Path secrets() {
        return path.resolve("secrets");
    }

    Path lockFile() {
        return path.resolve("lab.lock");
    }

    public Path labFile() {
        return path.resolve("lab.json");
    }

    private Path marker() {
        return path.resolve(MARKER);
    }

    /** Refuses a folder that holds what a lab would take for its own and delete one day. */
    public void create() throws IOException {
        if (!Files.exists(marker())) {
            if (!isLab()) {
                demandNothingOfOthers();
            }
            Files.createDirectories(path);
            Files.writeString(marker(), ABOUT);
        }
        for (String folder : List.of("data", "logs", "pids")) {
            OwnerOnly.folder(path.resolve(folder));
        }
    }

    private void demandNothingOfOthers() {
        for (String folder : FORGOTTEN) {
            if (Files.exists(path.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
                throw new Refusal(
                        Refusal.WRONG_USE,
                        "%s is no lab and holds %s already, which a lab would use and a reset delete; give another folder%s"
                                .formatted(path, folder, HOW_TO_MARK));
            }
        }
    }

    /** Whether a lab has made this folder: it is marked, or has all that labs had before they marked theirs. */
    public boolean isLab() {
        return Files.exists(marker())
                || Files.isRegularFile(lockFile())
                        && Files.isRegularFile(secrets().resolve("superuser"))
                        && Files.isRegularFile(data("postgres").resolve("PG_VERSION"));
    }

    /** Throws the sentence that is to be said before anything is deleted. */
    public void demandLab() {
        if (!isLab()) {
            throw new Refusal(Refusal.WRONG_USE, path + " is no lab, and nothing in it is deleted" + HOW_TO_MARK);
        }
    }

    /** What {@link #forget} deletes, as far as it is there: the folders with what stands in them. */
    public List<Path> forgettable() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : FORGOTTEN) {
            if (Files.isDirectory(path.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> held = Files.list(path.resolve(folder))) {
                    held.sorted().forEach(found::add);
                }
            }
        }
        return found;
    }

    /** Deletes what the shop has made: nothing else that may lie in the folder, and never the folder itself. */
    public void forget() throws IOException {
        demandLab();
        for (String folder : FORGOTTEN) {
            Trees.delete(path.resolve(folder));
        }
    }
}
