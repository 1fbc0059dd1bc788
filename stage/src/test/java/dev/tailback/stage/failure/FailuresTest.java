package dev.tailback.stage.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class FailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "40001", "40P01", "53300", "53200", "57P01", "57P03", "57014", "55P03"})
    void tryingAgainCanHelpAgainst(String state) {
        assertThat(Failures.isTransient(new RuntimeException(new SQLException("failed", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "22P02", "42P01", "42501"})
    void tryingAgainCannotHelpAgainst(String state) {
        assertThat(Failures.isTransient(new RuntimeException(new SQLException("failed", state))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01"})
    void theDatabaseItselfIsAwayAfter(String state) {
        assertThat(Failures.isInfrastructure(new RuntimeException(new SQLException("failed", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "57014", "23505"})
    void theDatabaseIsWellAfter(String state) {
        assertThat(Failures.isInfrastructure(new RuntimeException(new SQLException("failed", state))))
                .isFalse();
    }

    @Test
    void aFullPoolIsTransient() {
        SQLTransientConnectionException poolTimeout =
                new SQLTransientConnectionException("Connection is not available, request timed out");

        assertThat(Failures.isTransient(new CannotCreateTransactionException("no", poolTimeout)))
                .isTrue();
        assertThat(Failures.isTransient(new CannotGetJdbcConnectionException("no", poolTimeout)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"28000", "28P01", "3D000"})
    void aServerThatLetsNobodyInIsTheDatabaseAway(String state) {
        SQLTransientConnectionException refused =
                new SQLTransientConnectionException("Connection is not available", state);

        for (RuntimeException failure : List.of(
                new CannotCreateTransactionException("no", refused),
                new CannotGetJdbcConnectionException("no", refused))) {
            assertThat(Failures.isTransient(failure)).isTrue();
            assertThat(Failures.isInfrastructure(failure)).isTrue();
        }
    }

    @Test
    void aConnectionThatBrokeUnderATransactionIsTheDatabaseAway() {
        TransactionSystemException broken =
                new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));

        assertThat(Failures.isTransient(broken)).isTrue();
        assertThat(Failures.isInfrastructure(broken)).isTrue();
    }

    @Test
    void aFaultOfOurOwnIsNot() {
        assertThat(Failures.isTransient(new IllegalStateException("no such order")))
                .isFalse();
        assertThat(Failures.isTransient(
                        new DataIntegrityViolationException("no", new SQLException("duplicate", "23505"))))
                .isFalse();
    }
}
