package dev.tailback.lab.home;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders and files that nobody else on this machine may read: they hold passwords, orders and cards. */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    static FileAttribute<Set<PosixFilePermission>> forFile() {
        return PosixFilePermissions.asFileAttribute(FILE);
    }

    /** One that is there already, from an earlier version say, is closed to others. */
    static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        Files.setPosixFilePermissions(folder, FOLDER);
    }

    /** Empty unless it is there already. */
    public static void file(Path file) throws IOException {
        try {
            Files.createFile(file, forFile());
        } catch (FileAlreadyExistsException there) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }
}
