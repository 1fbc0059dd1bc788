package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import java.util.List;
import java.util.Optional;

/** Who knows how the processes of a shop are: the lab that started them, or one that looks on. */
public interface Caretaker {
    boolean isReady();

    LabStatus status(boolean withMemory);

    /** Brings up whatever does not run, waits until it is ready and returns its names. */
    List<String> startMissing() throws InterruptedException;

    /** Why the part answers nobody; empty if it does, as far as is known. */
    Optional<String> silence(Part part);
}
