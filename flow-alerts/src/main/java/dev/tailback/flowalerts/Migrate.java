package dev.tailback.flowalerts;

import dev.tailback.flowalerts.store.table.Migrations;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;

/** Migrates the schema of the spans up or down to a version; 0 removes it. */
record Migrate(int target) {
    private static final String COMMAND = "migrate";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    static Migrate of(String[] args) {
        boolean isNumber = args.length == 2 && NUMBER.matcher(args[1]).matches();
        if (!isNumber || !args[0].equals(COMMAND) || Integer.parseInt(args[1]) > Migrations.latest()) {
            throw CannotStart.wrongValue(
                    "the command line",
                    String.join(" ", args),
                    "nothing, rules and what is to be done with them, or " + COMMAND + " and a number from 0 to "
                            + Migrations.latest());
        }
        return new Migrate(Integer.parseInt(args[1]));
    }

    void run(Map<String, String> environment) {
        try {
            StoreVariables.migrate(environment, target);
        } catch (SQLException failure) {
            throw new CannotStart("the schema of the spans is not migrated: " + failure.getMessage(), failure);
        }
    }
}
