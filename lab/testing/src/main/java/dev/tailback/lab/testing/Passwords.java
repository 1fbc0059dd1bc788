package dev.tailback.lab.testing;

import dev.tailback.lab.servers.ShopDatabase;
import dev.tailback.lab.servers.SpanDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Random ones: what a test finds in the code or in another run does not open the door. */
record Passwords(String superuser, Map<String, String> byRole) {

    Passwords {
        byRole = Map.copyOf(byRole);
    }

    static Passwords random() {
        Map<String, String> byRole = new HashMap<>();
        Stream.of(ShopDatabase.ROLES, SpanDatabase.ROLES)
                .flatMap(roles -> roles.stream())
                .forEach(role -> byRole.put(role, UUID.randomUUID().toString()));
        return new Passwords(UUID.randomUUID().toString(), byRole);
    }

    String of(String role) {
        String password = byRole.get(role);
        if (password == null) {
            throw new IllegalArgumentException("There is no role " + role + ", allowed are " + byRole.keySet());
        }
        return password;
    }

    @Override
    public String toString() {
        return "Passwords of postgres and " + byRole.keySet();
    }
}
