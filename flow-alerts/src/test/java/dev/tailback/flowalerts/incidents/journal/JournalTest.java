package dev.tailback.flowalerts.incidents.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path folder;

    private Journal open() throws IOException {
        return Journal.open(folder, Instant.ofEpochSecond(7));
    }

    private Path file() {
        return folder.resolve(Journal.NAME);
    }

    private static List<String> texts(Journal journal) {
        return journal.kept().stream().map(text -> new String(text, UTF_8)).toList();
    }

    private void write(String... texts) throws IOException {
        try (Journal journal = open()) {
            for (String text : texts) {
                journal.keep(text.getBytes(UTF_8));
            }
        }
    }

    @Test
    void whatWasKeptIsThereAgain() throws IOException {
        write("one", "two");

        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("one", "two");
            assertThat(journal.note()).isNull();
        }
    }

    @Test
    void aTornLineIsCutOffWhereverItBroke() throws IOException {
        write("one", "two");
        byte[] whole = Files.readAllBytes(file());
        int second = whole.length - Lines.line("two".getBytes(UTF_8)).remaining();
        for (int length = second; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));

            try (Journal journal = open()) {
                assertThat(texts(journal)).as("cut at %d", length).containsExactly("one");
                journal.keep("three".getBytes(UTF_8));
            }
            try (Journal journal = open()) {
                assertThat(texts(journal)).as("cut at %d", length).containsExactly("one", "three");
            }
        }
    }

    @Test
    void aTornFirstLineBeginsAnew() throws IOException {
        Files.writeString(file(), "tailback inc");

        try (Journal journal = open()) {
            assertThat(journal.kept()).isEmpty();
            assertThat(journal.note()).isNull();
        }
        assertThat(Files.readString(file())).isEqualTo("tailback incidents 1\n");
    }

    @Test
    void aLineThatChangedOnTheDiskIsLeftOutAndSaid() throws IOException {
        write("one", "two", "three");
        Files.writeString(file(), Files.readString(file()).replace("two", "tWo"));

        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("one", "three");
            assertThat(journal.note()).contains("the checksums of 1 of its lines are wrong");
        }
    }

    @Test
    void aJournalOfAnotherVersionIsSetAsideAndSaid() throws IOException {
        Files.writeString(file(), "tailback incidents 0\nabc\n");

        try (Journal journal = open()) {
            assertThat(journal.kept()).isEmpty();
            assertThat(journal.note())
                    .isEqualTo("it begins with 'tailback incidents 0'; this version reads 'tailback incidents 1';"
                            + " it was set aside as incidents.journal.7.aside, and begins anew");
        }
        assertThat(folder.resolve("incidents.journal.7.aside")).hasContent("tailback incidents 0\nabc\n");
    }

    @Test
    void writtenAnewItHoldsTheseLinesAndGoesOn() throws IOException {
        try (Journal journal = open()) {
            journal.keep("one".getBytes(UTF_8));
            journal.writeAnew(List.of("all".getBytes(UTF_8)));
            journal.keep("two".getBytes(UTF_8));
        }

        try (Journal journal = open()) {
            assertThat(texts(journal)).containsExactly("all", "two");
        }
    }

    @Test
    void isFullOnlyWhenItIsLargeAndHasGrown() throws IOException {
        byte[] large = new byte[33 << 20];
        try (Journal journal = open()) {
            assertThat(journal.isFull()).isFalse();
            journal.keep(large);
            assertThat(journal.isFull()).isTrue();
            journal.writeAnew(List.of(large));
            assertThat(journal.isFull()).isFalse();
        }
    }

    @Test
    void isOneProcessOnly() throws IOException {
        try (Journal journal = open()) {
            assertThat(journal.kept()).isEmpty();
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("is held by");
        }
    }

    @Test
    void whatCannotBeWrittenIsCountedAndStopsNobody() throws IOException {
        try (Journal journal = open()) {
            journal.close();
            journal.keep("one".getBytes(UTF_8));

            assertThat(journal.state().failures()).isEqualTo(1);
            assertThat(journal.state().lastFailure()).contains("ClosedChannel");
        }
    }
}
