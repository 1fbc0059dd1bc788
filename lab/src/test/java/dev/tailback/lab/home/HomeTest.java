package dev.tailback.lab.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
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
