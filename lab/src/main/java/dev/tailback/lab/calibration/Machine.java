package dev.tailback.lab.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a calibration holds: on another machine everything is measured anew. */
public record Machine(int cores, String processor) {
    private static final Path FACTS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    public static Machine here() throws IOException {
        return new Machine(Runtime.getRuntime().availableProcessors(), model());
    }

    /** Its name on Linux; elsewhere, and where the kernel tells none, the architecture. */
    private static String model() throws IOException {
        String architecture = System.getProperty("os.arch");
        if (!Files.isReadable(FACTS)) {
            return architecture;
        }
        return Files.readAllLines(FACTS).stream()
                .filter(line -> line.startsWith(MODEL))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(architecture);
    }
}
