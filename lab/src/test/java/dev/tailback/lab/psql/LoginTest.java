package dev.tailback.lab.psql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    private final Login admin = new Login("127.0.0.1:15432", "secret", null);
    private final Login catalog = new Login("127.0.0.1:15432", "secret", "catalog");

    @Test
    void theConnectionStringTakesOnTheStagesRoleAndSchema() {
        assertThat(admin.url()).isEqualTo("postgresql://postgres:secret@127.0.0.1:15432/tailback");
        assertThat(catalog.url())
                .isEqualTo("postgresql://postgres:secret@127.0.0.1:15432/tailback"
                        + "?options=-c%20role%3Dcatalog%20-c%20search_path%3Dcatalog");
    }

    @Test
    void psqlIsToldByItsEnvironment() {
        assertThat(catalog.environment())
                .containsEntry("PGPORT", "15432")
                .containsEntry("PGPASSWORD", "secret")
                .containsEntry("PGOPTIONS", "-c role=catalog -c search_path=catalog");
        assertThat(admin.environment()).doesNotContainKey("PGOPTIONS");
    }

    @Test
    void theFirstPsqlOfThePathIsTaken(@TempDir Path folder) throws Exception {
        Path psql = Files.createFile(
                Files.createDirectory(folder.resolve("bin")).resolve("psql"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertThat(Psql.on(folder + ":" + psql.getParent())).contains(new Psql(psql));
        assertThat(Psql.on(folder.toString())).isEmpty();
        assertThat(Psql.on(null)).isEmpty();
    }
}
