package dev.tailback.lab.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What the shop finds in its database before its first write: roles, schemas, the publication and the slot. */
public final class ShopDatabase {
    public static final String NAME = "tailback";
    public static final List<String> ROLES = List.of("catalog", "checkout", "inventory", "relay");

    private static final DatabaseScript SCRIPT = new DatabaseScript("shop-database.sql", ROLES);

    private ShopDatabase() {}

    /** Brings a database into that state, whatever of it is there already, and sets the passwords by role. */
    public static void prepare(Connection superuser, Map<String, String> passwords) throws SQLException {
        SCRIPT.run(superuser, passwords);
    }
}
