package dev.tailback.lab.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void numbersStandToTheRightAndWordsToTheLeft() {
        Table table = new Table("process", "port")
                .row("kafka", "19092")
                .row("lab", "8080")
                .row("sum", "");

        assertThat(table.lines()).containsExactly("process   port", "kafka    19092", "lab       8080", "sum");
    }

    @Test
    void forProgramsTabsStandBetweenCells() {
        assertThat(new Table("process", "port").row("lab", "8080").tabbed())
                .containsExactly("process\tport", "lab\t8080");
    }

    @Test
    void aCellFromOutsideNeitherWidensTheTableWithoutEndNorBreaksItsLines() {
        Table table =
                new Table("span", "took").row("x".repeat(100_000) + "\n\t", "1").row("a\tb\n\033[2J", "2");

        assertThat(table.lines()).hasSize(3).allMatch(line -> line.length() < 220);
        assertThat(table.tabbed().getLast()).isEqualTo("a\\u0009b\\u000a\\u001b[2J\t2");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new Table("process", "port").row("kafka"))
                .hasMessageContaining("1 cells, the table 2");
    }
}
