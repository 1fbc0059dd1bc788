package dev.tailback.lab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {
    @Test
    void linesAreAsLongAsTheyMayBe() {
        assertThat(Paragraph.lines("one two  three\nfour ", 7)).containsExactly("one two", "three", "four");
    }

    @Test
    void aWordThatIsLongerStandsAlone() {
        assertThat(Paragraph.lines("a incomprehensible word", 6)).containsExactly("a", "incomprehensible", "word");
    }
}
