package dev.tailback.lab.home;

import dev.tailback.lab.servers.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The state of one lab: {@code .tailback/} unless the user names another folder. */
public record Home(Path path) {
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

    public void create() throws IOException {
        for (String folder : new String[] {"data", "logs", "pids"}) {
            Files.createDirectories(path.resolve(folder));
        }
    }

    /** Deletes what the shop has made: nothing else that may lie in the folder, and never the folder itself. */
    public void forget() throws IOException {
        for (String folder : new String[] {"data", "logs", "secrets"}) {
            Trees.delete(path.resolve(folder));
        }
    }
}
