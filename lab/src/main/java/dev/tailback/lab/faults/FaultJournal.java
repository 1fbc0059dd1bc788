package dev.tailback.lab.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Which faults are set, in the order of their setting, on the disk before they are: whoever finds it knows what to undo,
 * however the lab ended. It lies among the data, so that it goes when the database goes.
 */
final class FaultJournal {
    private final Path file;
    private List<SetFault> entries;

    FaultJournal(Path file) throws IOException {
        this.file = file;
        this.entries = read(file);
    }

    private static List<SetFault> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return List.of(Json.read(Files.readString(file), SetFault[].class));
        } catch (JacksonException damaged) {
            throw new IOException(
                    file + " cannot be read, and says which faults are to be undone: " + damaged, damaged);
        }
    }

    synchronized List<SetFault> entries() {
        return entries;
    }

    Optional<SetFault> find(String fault, String target) {
        return entries().stream().filter(entry -> entry.isAbout(fault, target)).findFirst();
    }

    /** In place of what there is about the same target. */
    synchronized void add(SetFault entry) throws IOException {
        List<SetFault> more = without(entry);
        more.add(entry);
        keep(more);
    }

    synchronized void remove(SetFault entry) throws IOException {
        keep(without(entry));
    }

    private List<SetFault> without(SetFault entry) {
        List<SetFault> others = new ArrayList<>(entries);
        others.removeIf(other -> other.isAbout(entry.fault(), entry.target()));
        return others;
    }

    /** What could not be written is not told either. */
    private void keep(List<SetFault> changed) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer text = ByteBuffer.wrap(Json.pretty(changed).getBytes(UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        entries = List.copyOf(changed);
    }
}
