package dev.tailback.lab.drill.diagnosis;

import dev.tailback.lab.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What was diagnosed so far, an incident a line, so that it can go on where it broke off. */
record Notes(Path file) {
    static Notes of(Home home) {
        return new Notes(home.path().resolve("drills").resolve("diagnosis.tsv"));
    }

    /** The latest of each incident. */
    List<Played> read() throws IOException {
        List<Played> notes = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                Played one = Played.read(line);
                notes.removeIf(other -> other.incident().equals(one.incident()));
                notes.add(one);
            }
        }
        return notes;
    }

    void add(Played one) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, one.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
