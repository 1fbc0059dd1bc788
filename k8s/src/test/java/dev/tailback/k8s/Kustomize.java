package dev.tailback.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds overlays as a deployer does: by kubectl's kustomize, in a copy of these files that has secrets. */
final class Kustomize {
    private static final Path FILES = Path.of("").toAbsolutePath();
    private static final List<String> FOLDERS = List.of("base", "components", "overlays");
    private static final int MOST_SECONDS = 30;

    private final Path copy;
    private int tries;

    private Kustomize(Path copy) {
        this.copy = copy;
    }

    /** @param empty a folder of the test */
    static Kustomize in(Path empty) throws IOException, InterruptedException {
        assumeTrue(hasKubectl(), "no kubectl is on the path, whose kustomize is 5.0 or newer");
        for (String folder : FOLDERS) {
            copy(FILES.resolve(folder), empty.resolve(folder));
        }
        Files.copy(FILES.resolve("make-secrets"), empty.resolve("make-secrets"));
        run(empty, List.of("sh", "make-secrets", "local"));
        return new Kustomize(empty);
    }

    private static boolean hasKubectl() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    Manifests overlay(String name) {
        return build(copy.resolve("overlays").resolve(name));
    }

    /** As somebody's own overlay that takes these components. */
    synchronized Manifests overlay(String name, List<String> components) {
        Path own = copy.resolve("overlays").resolve("own-" + tries++);
        String listed = components.stream()
                .map(each -> "  - ../../components/" + each + "\n")
                .collect(Collectors.joining());
        try {
            Files.createDirectories(own);
            Files.writeString(
                    own.resolve("kustomization.yaml"),
                    """
                    apiVersion: kustomize.config.k8s.io/v1beta1
                    kind: Kustomization
                    resources: [../%s]
                    """.formatted(name) + (components.isEmpty() ? "" : "components:\n" + listed));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        return build(own);
    }

    private static Manifests build(Path overlay) {
        try {
            return Manifests.read(run(overlay, List.of("kubectl", "kustomize", ".")));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
    }

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("kustomize", ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(said.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(command + " in " + folder + ": " + Files.readString(said));
        }
        Files.delete(said);
        return output;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.getFileName().toString().equals("secrets.env")) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
