package dev.tailback.stage.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class PasswordFileTest {
    @TempDir
    private Path folder;

    private static HikariDataSource pool(Path file) {
        HikariDataSource pool = new HikariDataSource();
        pool.setUsername("catalog");
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("DB_PASSWORD_FILE", file.toString())));
        PasswordFile.whereToldTo(environment).postProcessBeforeInitialization(pool, "dataSource");
        return pool;
    }

    @Test
    void whatIsInTheFileNowIsThePasswordOfTheNextConnection() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "first\n");
        try (HikariDataSource pool = pool(file)) {
            assertThat(pool.getCredentialsProvider().getCredentials().getPassword())
                    .isEqualTo("first");

            Files.writeString(file, "second\n");

            assertThat(pool.getCredentialsProvider().getCredentials().getPassword())
                    .isEqualTo("second");
            assertThat(pool.getCredentialsProvider().getCredentials().getUsername())
                    .isEqualTo("catalog");
        }
    }

    @Test
    void aFileThatCannotBeReadStopsTheStart() {
        assertThatThrownBy(() -> pool(folder.resolve("missing")))
                .hasMessageContaining("DB_PASSWORD_FILE is '" + folder.resolve("missing") + "', which cannot be read");
    }

    @Test
    void withoutOneThePasswordIsThatOfTheSettings() {
        try (HikariDataSource pool = new HikariDataSource()) {
            PasswordFile.whereToldTo(new StandardEnvironment()).postProcessBeforeInitialization(pool, "dataSource");

            assertThat(pool.getCredentialsProvider()).isNull();
        }
    }
}
