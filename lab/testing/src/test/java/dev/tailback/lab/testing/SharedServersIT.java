package dev.tailback.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShopServersExtension.class)
class SharedServersIT {

    private static ShopServers first;

    @BeforeAll
    static void ask(ShopServers servers) {
        first = servers;
    }

    @Test
    void everyTestGetsTheSame(ShopServers servers) {
        assertThat(servers).isSameAs(first);
    }

    @Nested
    class Inside {
        @Test
        void nestedTestsToo(ShopServers servers) {
            assertThat(servers).isSameAs(first);
        }
    }
}
