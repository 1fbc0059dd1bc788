package dev.tailback.lab.home;

import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * {@code lab.json}: where the lab of a home is to be found. It outlives a lab that was killed.
 *
 * @param names what the parts are called where this lab's process is, if not loopback and the ports; null else
 * @param elsewhere the engine that runs the lab and its shop, such as {@code compose}; null for processes of this machine
 */
public record LabFile(
        long pid,
        Instant startedAt,
        Ports ports,
        @Nullable ServiceNames names,
        @Nullable String elsewhere) {
    public static Optional<LabFile> read(Home home) throws IOException {
        try {
            return Optional.of(Json.read(Files.readString(home.labFile()), LabFile.class));
        } catch (NoSuchFileException neverStarted) {
            return Optional.empty();
        } catch (JacksonException fromAnotherVersion) {
            return Optional.empty();
        }
    }

    public void write(Home home) throws IOException {
        Path beside = home.labFile().resolveSibling("lab.json.new");
        Files.writeString(beside, Json.pretty(this));
        Files.move(beside, home.labFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
