package dev.tailback.lab.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void forgettingDeletesWhatTheShopMadeAndNothingElse() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("precious"), "kept");
        Home home = new Home(folder.resolve("home"));
        home.create();
        Secrets.of(home);
        Files.createDirectories(home.data("kafka"));
        Files.createSymbolicLink(home.data("link"), elsewhere);
        Files.writeString(home.path().resolve("notes.txt"), "the user's own");

        home.forget();

        assertThat(home.path().resolve("data")).doesNotExist();
        assertThat(home.path().resolve("secrets")).doesNotExist();
        assertThat(home.path().resolve("notes.txt")).exists();
        assertThat(elsewhere.resolve("precious")).exists();
    }

    @Test
    void aFolderThatNoLabMadeIsNeitherUsedNorForgotten() throws IOException {
        Path precious = Files.createDirectories(folder.resolve("data")).resolve("precious");
        Files.writeString(precious, "kept");
        Home home = new Home(folder);

        assertThatThrownBy(home::create).hasMessageContaining("is no lab and holds data already");
        assertThatThrownBy(home::forget).hasMessageContaining("is no lab").hasMessageContaining(".tailback-lab");
        assertThat(precious).exists();
        assertThat(folder).isDirectoryNotContaining("glob:**/.tailback-lab");
    }

    @Test
    void aLabOfAnEarlierVersionIsKnownByWhatEveryLabHad() throws IOException {
        Home home = new Home(folder);
        Files.createFile(home.lockFile());
        Files.createDirectories(home.data("postgres"));
        Files.writeString(home.data("postgres").resolve("PG_VERSION"), "18");
        assertThat(home.isLab()).isFalse();
        Secrets.of(home);

        assertThat(home.isLab()).isTrue();
        home.create();
        home.forget();

        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(home.isLab()).as("once it was marked").isTrue();
    }

    @Test
    void whatWillBeForgottenIsListedBefore() throws IOException {
        Home home = new Home(folder);
        home.create();
        Secrets.of(home);
        Files.createDirectories(home.data("kafka").resolve("carts-0"));

        assertThat(home.forgettable())
                .map(home.path()::relativize)
                .map(Path::toString)
                .contains("data/kafka", "secrets/superuser")
                .doesNotContain("data/kafka/carts-0");
    }

    @Test
    void ordersAndLogsAreTheOwnersAloneAlsoWhereTheyWereNot() throws IOException {
        Files.createDirectories(
                folder.resolve("logs"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(folder.resolve(".tailback-lab"), "");

        new Home(folder).create();

        for (String name : List.of("data", "logs", "pids")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void passwordsAreTheOwnersAloneAndStayTheSame() throws IOException {
        Home home = new Home(folder);

        Secrets made = Secrets.of(home);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secrets())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.secrets().resolve("relay"))))
                .isEqualTo("rw-------");
        assertThat(made.roles().values()).doesNotHaveDuplicates().hasSize(6).allMatch(secret -> secret.length() >= 32);
        assertThat(Secrets.of(home)).isEqualTo(made);
    }

    @Test
    void aHomeHasOneLab() throws IOException, InterruptedException {
        Home home = new Home(folder);
        assertThat(LabLock.isHeld(home)).isFalse();

        try (LabLock lock = LabLock.take(home).orElseThrow()) {
            lock.announce(Ports.standard(), Instant.EPOCH);
            assertThat(LabLock.isHeld(home)).isTrue();
            assertThat(LabLock.take(home)).isEmpty();
            assertThat(LabFile.read(home)).map(LabFile::ports).contains(Ports.standard());
        }

        assertThat(LabLock.isHeld(home)).isFalse();
        assertThat(LabFile.read(home)).isEmpty();
    }
}
