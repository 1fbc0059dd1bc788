package dev.tailback.lab.processes;

import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.OwnerOnly;
import dev.tailback.lab.home.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM of the lab itself, on its own feet: it outlives this one and its terminal. */
public final class LabJvm {
    private LabJvm() {}

    public static Process start(Installation installation, AotUse aot, Path log, List<String> arguments)
            throws IOException {
        List<String> argv = new ArrayList<>();
        // A session of its own keeps the terminal's Ctrl-C and hang-up away; macOS has no setsid.
        argv.add(isOnPath("setsid") ? "setsid" : "nohup");
        argv.addAll(command(installation, aot, arguments));
        OwnerOnly.file(log);
        return new ProcessBuilder(argv)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** As the script calls it. */
    public static List<String> command(Installation installation, AotUse aot, List<String> arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(installation.java().toString());
        argv.addAll(JvmFlags.ofLab());
        argv.addAll(aot.flags(installation, Part.LAB, installation.labJar()));
        argv.add("-Dtailback.root=" + installation.root());
        argv.addAll(List.of("-jar", installation.labJar().toString()));
        argv.addAll(arguments);
        return argv;
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
