package dev.tailback.stage.profile;

import java.util.regex.Pattern;

/** A frame as people read it, and the same in every run: numbers that compilers and proxies count up are left out. */
final class FrameName {
    private static final Pattern GENERATED = Pattern.compile("\\$\\$.*");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.*?)\\$\\d+");

    private FrameName() {}

    static String of(StackTraceElement frame) {
        String type = GENERATED.matcher(frame.getClassName()).replaceFirst("");
        String method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1 (lambda)");
        return type + "." + method;
    }
}
