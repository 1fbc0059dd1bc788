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
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new Table("process", "port").row("kafka"))
                .hasMessageContaining("1 cells, the table 2");
    }
}
