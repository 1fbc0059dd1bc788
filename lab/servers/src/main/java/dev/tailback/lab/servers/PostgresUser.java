package dev.tailback.lab.servers;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL refuses to run as root; in a user namespace root is nobody, with root's files. */
final class PostgresUser {

    private static final boolean ROOT = new UnixSystem().getUid() == 0;

    private PostgresUser() {}

    /** The beginning of a command line, to be added to. */
    static List<String> command(Path program) {
        List<String> argv = new ArrayList<>();
        if (ROOT) {
            if (!System.getProperty("os.name").equals("Linux")) {
                throw new IllegalStateException(
                        "PostgreSQL does not run as root on " + System.getProperty("os.name") + ": use another user");
            }
            argv.addAll(List.of("unshare", "--user"));
        }
        argv.add(program.toString());
        return argv;
    }
}
