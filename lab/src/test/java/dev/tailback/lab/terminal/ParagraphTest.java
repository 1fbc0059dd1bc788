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

    @Test
    void aLineThatIsTooLongIsBrokenAtBlanksAndGoesOnIndented() {
        assertThat(Paragraph.broken("10:00 INFO  Sweeper: one order was silent", 20, 6))
                .containsExactly("10:00 INFO  Sweeper:", "      one order was", "      silent");
    }

    @Test
    void aLineThatFitsStaysAsItIs() {
        assertThat(Paragraph.broken("    at dev.Main  (x)", 20, 6)).containsExactly("    at dev.Main  (x)");
    }

    @Test
    void aWordThatIsWiderThanTheTerminalIsCut() {
        assertThat(Paragraph.broken("    " + "x".repeat(30), 20, 4))
                .containsExactly("    " + "x".repeat(16), "    " + "x".repeat(14));
    }
}
