package dev.tailback.lab.home;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The built product on this disk, and the JDK that runs it. */
public record Installation(Path root, Path java) {
    private static final int FROM_LAB_JAR_TO_ROOT = 4;

    /** The root is told by the script; without it, it is found from where lab/target/app/lab.jar lies. */
    public static Installation ofThisProcess() {
        String told = System.getProperty("tailback.root");
        Path root = told != null ? Path.of(told).toAbsolutePath().normalize() : rootOfThisJar();
        return new Installation(root, Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    private static Path rootOfThisJar() {
        Path path = jarOfThisProcess();
        for (int up = 0; up < FROM_LAB_JAR_TO_ROOT && path.getParent() != null; up++) {
            path = path.getParent();
        }
        return path;
    }

    /** Wherever it lies: in an image it is alone with its libraries. */
    public static Path jarOfThisProcess() {
        try {
            return Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException unusual) {
            throw new IllegalStateException("cannot tell where this runs from; set -Dtailback.root=DIR", unusual);
        }
    }

    public Path labJar() {
        return root.resolve("lab/target/app/lab.jar");
    }

    /** The jar that the part runs from; PostgreSQL has none. */
    public Optional<Path> jar(Part part) {
        return switch (part) {
            case POSTGRES, REPLICA -> Optional.empty();
            case KAFKA -> Optional.of(labJar());
            case PAYMENTS -> Optional.of(root.resolve("lab/payments/target/app/payments.jar"));
            case FLOW_ALERTS, RELAY, CATALOG, CHECKOUT, INVENTORY ->
                Optional.of(root.resolve(part.id() + "/target/app/" + part.id() + ".jar"));
        };
    }

    /** What breaks a process on purpose: beside the class path of each, and on it only if the lab puts it there. */
    public Path breakageJar() {
        return root.resolve("stage/breakage/target/app/breakage.jar");
    }

    /** Unpacked once for every home: it is a build product, not state. */
    public Path postgresBinaries() {
        return root.resolve("target/postgres");
    }

    public Path aotCaches() {
        return root.resolve("target/aot");
    }

    /** The AOT cache of a JVM, unless there is none or the jar was built after it. */
    public Optional<Path> aotCache(String name, Path jar) {
        Path cache = aotCaches().resolve(name + ".aot");
        try {
            boolean isNewer = Files.exists(cache)
                    && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) > 0;
            return isNewer ? Optional.of(cache) : Optional.empty();
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }
}
