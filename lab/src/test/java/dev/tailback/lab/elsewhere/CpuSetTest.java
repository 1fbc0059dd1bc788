package dev.tailback.lab.elsewhere;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuSetTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0     | 1
            0-0   | 1
            0-3   | 4
            0-2,7 | 4
            1,3   | 2
            """)
    void coresAreCounted(String list, int cores) {
        assertThat(CpuSet.size(list)).isEqualTo(cores);
    }
}
