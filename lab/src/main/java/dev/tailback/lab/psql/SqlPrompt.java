package dev.tailback.lab.psql;

import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** A small prompt for machines without psql: statements end with a semicolon, \\q or the end of the input ends it. */
public final class SqlPrompt {
    private static final int MOST_ROWS = 500;
    private static final String QUIT = "\\q";

    private final Login login;
    private final Terminal terminal;

    public SqlPrompt(Login login, Terminal terminal) {
        this.login = login;
        this.terminal = terminal;
    }

    /** False if it failed, which is said. */
    public boolean run(String sql) throws SQLException {
        try (Connection connection = login.connect()) {
            return run(connection, sql);
        }
    }

    public void converse(BufferedReader input) throws IOException, SQLException {
        try (Connection connection = login.connect()) {
            terminal.line("No psql is on the PATH: a small prompt. A statement ends with ; and " + QUIT + " ends it.");
            StringBuilder statement = new StringBuilder();
            ask(statement);
            String line = input.readLine();
            while (line != null && !line.strip().equals(QUIT)) {
                statement.append(line).append('\n');
                if (line.strip().endsWith(";")) {
                    run(connection, statement.toString());
                    statement.setLength(0);
                }
                ask(statement);
                line = input.readLine();
            }
        }
    }

    private void ask(StringBuilder begun) {
        if (terminal.isAttended()) {
            terminal.ask((login.stage() == null ? "tailback" : login.stage()) + (begun.isEmpty() ? "=> " : "-> "));
        }
    }

    private boolean run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(MOST_ROWS + 1);
            boolean hasRows = statement.execute(sql);
            while (hasRows || statement.getUpdateCount() >= 0) {
                if (hasRows) {
                    show(statement.getResultSet());
                } else {
                    terminal.line(statement.getUpdateCount() + " rows changed");
                }
                hasRows = statement.getMoreResults();
            }
            return true;
        } catch (SQLException failed) {
            terminal.line(terminal.red(String.valueOf(failed.getMessage())));
            return false;
        }
    }

    private void show(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        String[] cells = new String[columns.getColumnCount()];
        for (int n = 0; n < cells.length; n++) {
            cells[n] = columns.getColumnLabel(n + 1);
        }
        Table table = new Table(cells);
        int count = 0;
        while (count < MOST_ROWS && rows.next()) {
            String[] row = new String[cells.length];
            for (int n = 0; n < row.length; n++) {
                row[n] = Objects.requireNonNullElse(rows.getString(n + 1), "");
            }
            table.row(row);
            count++;
        }
        table.lines().forEach(terminal::line);
        terminal.line(rows.next() ? "(the first " + MOST_ROWS + " rows)" : "(" + count + " rows)");
    }
}
