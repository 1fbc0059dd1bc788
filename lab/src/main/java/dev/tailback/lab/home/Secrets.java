package dev.tailback.lab.home;

import dev.tailback.lab.servers.ShopDatabase;
import dev.tailback.lab.servers.SpanDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Passwords of the database, made once for each home and readable by their owner only. */
public record Secrets(String superuser, Map<String, String> roles) {
    private static final String SUPERUSER = "superuser";
    private static final int BYTES = 24;

    public Secrets {
        roles = Map.copyOf(roles);
    }

    public static Secrets of(Home home) throws IOException {
        Path folder = home.secrets();
        OwnerOnly.folder(folder);
        Map<String, String> roles = new HashMap<>();
        List<String> named = new ArrayList<>(ShopDatabase.ROLES);
        named.addAll(SpanDatabase.ROLES);
        for (String role : named) {
            roles.put(role, readOrMake(folder.resolve(role)));
        }
        return new Secrets(readOrMake(folder.resolve(SUPERUSER)), roles);
    }

    /** Of a server that others started: what its superuser's password is. */
    public static void rememberSuperuser(Home home, String password) throws IOException {
        Path folder = home.secrets();
        OwnerOnly.folder(folder);
        Path file = folder.resolve(SUPERUSER);
        OwnerOnly.file(file);
        Files.writeString(file, password);
    }

    public String of(Part part) {
        return ofRole(part.id());
    }

    public String ofRole(String role) {
        String password = roles.get(role);
        if (password == null) {
            throw new IllegalStateException(role + " is no role of the databases; those are " + roles.keySet());
        }
        return password;
    }

    private static String readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            // Moved into place when complete: a half-written password would lock its owner out.
            Path beside = Files.createTempFile(file.getParent(), "new", null, OwnerOnly.forFile());
            Files.writeString(beside, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }
}
