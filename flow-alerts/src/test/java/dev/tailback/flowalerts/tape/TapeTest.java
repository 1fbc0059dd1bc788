package dev.tailback.flowalerts.tape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapeTest {
    private Instant now = Instant.parse("2026-11-30T10:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final Tape<String> tape = new Tape<>(30, text -> 10, clock);

    @Test
    void whoComesAgainGetsWhatCameSince() {
        Tape.Piece<String> begun = tape.read(-1, 100);
        tape.take(List.of("a", "b"));
        Tape.Piece<String> first = tape.read(begun.next(), 100);
        tape.take(List.of("c"));

        assertThat(first.items()).containsExactly("a", "b");
        assertThat(tape.read(first.next(), 100).items()).containsExactly("c");
    }

    @Test
    void anAnswerThatWasLostIsGivenAgain() {
        Tape.Piece<String> begun = tape.read(-1, 100);
        tape.take(List.of("a"));
        tape.read(begun.next(), 100);

        assertThat(tape.read(begun.next(), 100).items()).containsExactly("a");
    }

    @Test
    void aLimitLeavesTheRestForTheNextTime() {
        Tape.Piece<String> begun = tape.read(-1, 100);
        tape.take(List.of("a", "b", "c"));
        Tape.Piece<String> first = tape.read(begun.next(), 2);

        assertThat(first.items()).containsExactly("a", "b");
        assertThat(tape.read(first.next(), 2).items()).containsExactly("c");
    }

    @Test
    void whatTheReaderWasTooSlowForIsCounted() {
        Tape.Piece<String> begun = tape.read(-1, 100);
        tape.take(List.of("a", "b", "c", "d", "e"));

        Tape.Piece<String> piece = tape.read(begun.next(), 100);

        assertThat(piece.items()).containsExactly("c", "d", "e");
        assertThat(piece.missed()).isEqualTo(2);
    }

    @Test
    void whileNobodyReadsNothingIsHeldAndAllOfItIsCounted() {
        Tape.Piece<String> begun = tape.read(-1, 100);
        now = now.plus(Duration.ofSeconds(61));
        tape.take(List.of("a", "b"));

        Tape.Piece<String> piece = tape.read(begun.next(), 100);

        assertThat(piece.items()).isEmpty();
        assertThat(piece.missed()).isEqualTo(2);
        assertThat(tape.read(piece.next(), 100).missed()).isZero();
    }
}
