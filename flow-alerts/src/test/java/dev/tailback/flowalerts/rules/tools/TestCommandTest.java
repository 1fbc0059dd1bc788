package dev.tailback.flowalerts.rules.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeRules() throws IOException {
        Files.writeString(folder.resolve("order.yaml"), """
                rule: order-without-payment
                by: order.id
                stages:
                  - {id: placed, span: name == 'place order'}
                  - {id: paid, not: {span: name == 'payment'}, within: 5m}
                """);
    }

    private Called test(String signals, String wanted, Object... options) throws IOException {
        Path file = folder.resolve("order.test.yaml");
        Files.writeString(file, """
                with: {order.id: a}
                tests:
                  - test: one
                    signals: [%s]
                    %s
                """.formatted(signals, wanted));
        Object[] words = new Object[options.length + 2];
        words[0] = "test";
        words[1] = file;
        System.arraycopy(options, 0, words, 2, options.length);
        return Called.with(words);
    }

    private static final String PLACED = "{at: 0s, span: {name: place order}}";

    @Test
    void shippedTestsPass() {
        Called called = Called.with("test", "--min-coverage", "95", Path.of("rules"), Path.of("examples"));

        assertThat(called.out()).doesNotContain("FAILED");
        assertThat(called.exit()).isZero();
    }

    @Test
    void anAbsenceFiresWhenItsTimeIsOver() throws IOException {
        assertThat(test(PLACED, "expect: [{alert: order-without-payment, key: a, at: 5m, times: 1}]")
                        .exit())
                .isZero();
    }

    @Test
    void whatIsExpectedAndDoesNotComeFails() throws IOException {
        Called called = test(
                PLACED + ", {at: 1m, span: {name: payment}}",
                "expect: [{alert: order-without-payment, key: a, at: 5m}]");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.out())
                .contains(
                        "order.test.yaml:5:14: order-without-payment is to fire 1 times in that time, and fired 0 times")
                .contains("not paid: 1 came");
    }

    @Test
    void whatNobodyExpectsFails() throws IOException {
        Called called = test(PLACED, "");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.out()).contains("order-without-payment fired for 'a' at 5m, and no expectation is of it");
    }

    @Test
    void numbersMayBeBounds() throws IOException {
        assertThat(test(PLACED, "expect: [{alert: order-without-payment, at_least: 2}]")
                        .exit())
                .isEqualTo(1);
        assertThat(test(PLACED, "expect: [{alert: order-without-payment, at_most: 1}]")
                        .exit())
                .isZero();
        assertThat(test(PLACED, "expect: [{alert: order-without-payment, times: 0}]")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void aLatePaymentStillCounts() throws IOException {
        assertThat(test(PLACED + ", {at: 4m, arrive: 4m30s, span: {name: payment}}", "restart_at: [1m, 4m10s]")
                        .exit())
                .isZero();
    }

    @Test
    void evidenceIsHeldAgainstWhatIsWanted() throws IOException {
        Called called = test(PLACED, "expect: [{alert: order-without-payment, evidence: {placed: 2}}]");

        assertThat(called.out())
                .contains("the evidence of order-without-payment is to show 2 signals of stage 'placed', and shows 1");
    }

    @Test
    void silenceForAnotherReasonFails() throws IOException {
        Called called = test(
                "{at: 0s, span: {name: other}}", "silent: [{rule: order-without-payment, because: {lacks: placed}}]");

        assertThat(called.out())
                .contains("is silent for another reason; no signal of its key satisfied any part of it");
    }

    @Test
    void coverageNamesWhatNoTestHasShown() throws IOException {
        Called called = test(
                PLACED,
                "expect: [{alert: order-without-payment}]",
                "--min-coverage",
                "100",
                "--junit",
                folder.resolve("j.xml"));

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.out()).contains("no test has satisfied: stage paid, span: name == 'payment'");
        assertThat(called.err()).contains("allowed: 100 % or more");
        assertThat(folder.resolve("j.xml")).content().contains("tests=\"1\" failures=\"0\"");
    }

    @Test
    void aTestThatCannotBeReadFailsWithItsPlace() throws IOException {
        Called called = test("{at: 0s, spam: {name: x}}", "expect: [{alert: other}]");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err()).contains("order.test.yaml:4:24: error FA101", "order.test.yaml:5:15: error FA702");
    }
}
