package dev.tailback.stage.profile;

import java.util.List;

/** Whose code a class is, by its package. */
final class Library {
    private static final String OURS = "dev.tailback.";
    private static final List<String> JAVA = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private Library() {}

    static boolean isOurs(String className) {
        return className.startsWith(OURS) && !isProxy(className);
    }

    /** The JDK itself, and what it makes as it runs, in whichever package. */
    static boolean isJava(String className) {
        return isProxy(className) || JAVA.stream().anyMatch(className::startsWith);
    }

    /** Such as org.postgresql or org.apache.kafka; Apache's are many. */
    static String of(String className) {
        int end = className.indexOf('.', className.indexOf('.') + 1);
        if (className.startsWith("org.apache.")) {
            end = className.indexOf('.', end + 1);
        }
        return end < 0 ? className : className.substring(0, end);
    }

    private static boolean isProxy(String className) {
        return className.contains("$Proxy");
    }
}
