package dev.tailback.flowalerts.rules.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theOriginalFormatIsShownInTheFullOne() {
        Called called = Called.with("show", Path.of("examples/black-friday.yaml"));

        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("written in the original format", "rule: black-friday", "order: shared", "clear: \"<= 2s\"");
    }

    @Test
    void whatIsShownCanBeUsed() throws IOException {
        String shown = Called.with("show", Path.of("rules")).out();

        Called called = Called.with("lint", "--lint-fatal", Files.writeString(folder.resolve("shown.yaml"), shown));

        assertThat(called.err()).isEmpty();
        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("database-cascade");
    }

    @Test
    void oneRuleIsShownByItsName() {
        assertThat(Called.with("show", "--rule", "black-friday", Path.of("rules"), Path.of("examples"))
                        .out())
                .contains("rule: black-friday")
                .doesNotContain("rule: database-cascade");
        assertThat(Called.with("show", "--rule", "none", Path.of("rules")).exit())
                .isEqualTo(2);
    }

    @Test
    void nothingThatWouldCommandATerminalReachesIt() throws IOException {
        Path named = Files.writeString(folder.resolve("x\u001b[31m.yaml"), """
                rule: hostile
                stages: [{span: db.slow_query == true}]
                annotations: {summary: "a\\e[2J\\e]0;title\\a\\u202egnp.exe \uD83D\uDCA9 é"}
                """);

        for (String command : new String[] {"lint", "show"}) {
            Called called = Called.with(command, named);

            assertThat(called.out() + called.err())
                    .as(command)
                    .contains("x\\u001b[31m.yaml")
                    .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}&&[^\n\t]]");
        }
        assertThat(Called.with("show", named).out()).contains("\uD83D\uDCA9 é");
    }
}
