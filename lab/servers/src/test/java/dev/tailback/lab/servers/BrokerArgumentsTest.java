package dev.tailback.lab.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerArgumentsTest {

    @Test
    void takesOptionsInAnyOrder() {
        assertThat(BrokerArguments.parse(
                        "--ready-file",
                        "/tmp/ready",
                        "--port",
                        "19092",
                        "--data",
                        "/tmp/data",
                        "--controller-port",
                        "19093"))
                .isEqualTo(new BrokerArguments(Path.of("/tmp/data"), 19_092, 19_093, Path.of("/tmp/ready")));
    }

    @Test
    void unknownOptionIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerArguments.parse("--prot", "1"))
                .withMessageContainingAll("--prot", "--port");
    }

    @Test
    void missingOptionIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerArguments.parse("--data", "/tmp/data", "--port", "1", "--ready-file", "/tmp/r"))
                .withMessageContaining("--controller-port is missing");
    }

    @Test
    void optionWithoutValueIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerArguments.parse("--data"))
                .withMessageContaining("--data has no value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "99999", "123456", "http", ""})
    void portOutsideTheAllowedIsNamedWithThem(String port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerArguments.parse("--data", "/tmp/data", "--port", port))
                .withMessage("Option --port is " + port + ", allowed are 1 to 65535");
    }
}
