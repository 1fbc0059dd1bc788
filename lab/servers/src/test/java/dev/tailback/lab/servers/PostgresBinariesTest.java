package dev.tailback.lab.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz"
    })
    void everyPlatformOfOursHasItsArchive(String os, String arch, String archive) {
        assertThat(PostgresBinaries.archiveFor(os, arch)).isEqualTo(archive);
    }

    @Test
    void unknownPlatformIsNamedWithThoseThatWork() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PostgresBinaries.archiveFor("Linux", "s390x"))
                .withMessageContainingAll("os.name=Linux", "os.arch=s390x", "aarch64", "Mac OS X");
    }
}
