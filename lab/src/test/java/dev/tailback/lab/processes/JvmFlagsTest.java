package dev.tailback.lab.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    @Test
    void theScriptStartsTheLabWithTheFlagsThatItsAotCacheWasMadeWith() throws IOException {
        String script = Files.readString(Path.of("..", "tailback"));
        List<String> flags = Pattern.compile("JVM_FLAGS='([^']*)'")
                .matcher(script)
                .results()
                .map((MatchResult found) -> List.of(found.group(1).split("\\s+")))
                .findFirst()
                .orElseThrow();

        assertThat(flags).isEqualTo(JvmFlags.ofLab());
    }

    @Test
    void everyJvmHasABoundForHeapAndMetaspace() {
        for (Part part : Part.values()) {
            if (part != Part.POSTGRES && part != Part.REPLICA) {
                assertThat(JvmFlags.of(part))
                        .anyMatch(flag -> flag.startsWith("-Xmx"))
                        .anyMatch(flag -> flag.startsWith("-XX:MaxMetaspaceSize="));
            }
        }
    }
}
