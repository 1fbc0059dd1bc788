package dev.tailback.lab.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.testlab.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the torture; the long one is {@code ./tailback torture}, its series {@code bench/torture-series}. */
class TortureIT {
    /** Kills inventory, the relay and catalog after what they did and before they, or a shopper, heard that it is done. */
    private static final String SEED = System.getProperty("tailback.test.torture.seed", "17");

    private static final String MINUTES = System.getProperty("tailback.test.torture.minutes", "0.6");

    @Test
    void nothingIsLostOrDoubledWhateverIsKilled(@TempDir Path home) throws Exception {
        Cli.Result torture = new Cli(home).run("torture", "--seed", SEED, "--minutes", MINUTES, "--rate", "20");

        assertThat(torture.exitCode()).as(torture.output()).isZero();
        assertThat(torture.output()).contains("lost=0 duplicated=0 oversold=0 money=ok stock=ok", ": survived");
        assertThat(torture.output()).doesNotContain("missed");
    }
}
