package dev.tailback.lab.processes;

import dev.tailback.lab.home.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a JVM does with its AOT cache: reads the one there is, or writes a new one as it ends. */
public sealed interface AotUse {
    List<String> flags(Installation installation, String name, Path jar);

    /** How long a process may take to end. */
    Duration patience();

    /** A cache that does not fit is passed over in silence: it costs time, never a start. */
    record Read() implements AotUse {
        /**
         * Mapped where the cache wants to be, not at a random place: nothing needs to be patched then, so half of each
         * cache, up to 50 MB, stays a clean page of the file. What randomness would make harder needs an attacker inside.
         */
        private static final List<String> READING = List.of(
                "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", "-Xlog:aot=off", "-Xlog:cds=off");

        @Override
        public List<String> flags(Installation installation, String name, Path jar) {
            return installation
                    .aotCache(name, jar)
                    .map(cache -> Stream.concat(Stream.of("-XX:AOTCache=" + cache), READING.stream())
                            .toList())
                    .orElse(List.of());
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(15);
        }
    }

    record Write(Path folder) implements AotUse {
        @Override
        public List<String> flags(Installation installation, String name, Path jar) {
            return List.of("-XX:AOTCacheOutput=" + folder.resolve(name + ".aot"));
        }

        /** The cache is written by a second JVM after the first has ended its work. */
        @Override
        public Duration patience() {
            return Duration.ofMinutes(3);
        }
    }
}
