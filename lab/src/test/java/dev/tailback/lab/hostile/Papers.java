package dev.tailback.lab.hostile;

import dev.tailback.lab.demo.WalkFiles;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.scenario.ScenarioFiles;
import dev.tailback.lab.spans.OtlpFile;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files that the command line reads: scenarios, walks and spans. */
final class Papers implements AutoCloseable {
    private static final List<String> KINDS = List.of("scenario", "walk", "spans");

    private final Web web = new Web();
    private final Malice malice;
    private final Ports ports;
    private final Path folder;
    private final String scenario;
    private final String walk;

    Papers(Malice malice, Ports ports, Path folder) throws IOException {
        this.malice = malice;
        this.ports = ports;
        this.folder = folder;
        this.scenario = shipped("/scenarios/black-friday.yaml");
        this.walk = shipped("/walks/checkout.yaml");
    }

    private static String shipped(String name) throws IOException {
        try (InputStream file = Papers.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    void handIn(HostileReport report) throws IOException, InterruptedException {
        String kind = malice.one(KINDS);
        Path file = folder.resolve(kind + ".hostile");
        Files.write(file, content(kind));
        report.add(
                "file of " + kind,
                read(kind, malice.sometimes(25) ? folder : file),
                Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    private byte[] content(String kind) {
        if (malice.sometimes(40)) {
            return new byte[9 << 20];
        }
        return switch (kind) {
            case "scenario" -> malice.spoiled(malice.sometimes(2) ? scenario : "a: {b: [1, \"c\"]}");
            case "walk" -> malice.spoiled(malice.sometimes(2) ? walk : "a: &x [*x]");
            default -> malice.spoiled("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"x\"}]}]}]}");
        };
    }

    private Outcome read(String kind, Path file) throws IOException, InterruptedException {
        try {
            switch (kind) {
                case "scenario" -> ScenarioFiles.find(file.toString());
                case "walk" -> WalkFiles.ofUser(file);
                default -> new OtlpFile(file).send(web, ports);
            }
            return Outcome.HANDLED;
        } catch (Refusal refused) {
            return Outcome.REFUSED;
        } catch (RuntimeException | StackOverflowError unforeseen) {
            return Outcome.CRASH;
        }
    }

    @Override
    public void close() {
        web.close();
    }
}
