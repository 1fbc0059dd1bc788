package dev.tailback.stage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerAddressTest {
    @Test
    void hostAndPortAreReadFromTheUrl() {
        assertThat(ServerAddress.of("jdbc:postgresql://127.0.0.1:15432/tailback?user=x"))
                .isEqualTo(new ServerAddress("127.0.0.1", 15432));
        assertThat(ServerAddress.of("jdbc:postgresql://db.shop/tailback"))
                .isEqualTo(new ServerAddress("db.shop", 5432));
    }

    @Test
    void aUrlOfSeveralServersIsRefused() {
        assertThatThrownBy(() -> ServerAddress.of("jdbc:postgresql://a:1,b:2/tailback"))
                .hasMessageContaining("one host, but was jdbc:postgresql://a:1,b:2/tailback");
    }
}
