package dev.tailback.stage.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * What of a stack is worth seeing: our own frames, and at the end of them whom we called, who waits or runs at last, and
 * by which method of the JDK. Of the hundred frames of a request these are about fifteen.
 */
final class Frames {
    /** What recursion may fill. */
    private static final int MOST = 100;

    private final StackTraceElement[] stack;
    private final List<String> names = new ArrayList<>();

    private Frames(StackTraceElement[] stack) {
        this.stack = stack;
    }

    /**
     * The outermost first.
     *
     * @param stack the innermost first, as Java tells it
     * @param entrance the class in which the work began: its outermost frame and what is around it are left out
     */
    static List<String> of(StackTraceElement[] stack, String entrance) {
        Frames frames = new Frames(stack);
        frames.addTheirs(frames.addOurs(entrance));
        return List.copyOf(frames.names);
    }

    /** Returns how many frames are further in than the last of ours. */
    private int addOurs(String entrance) {
        int inner = stack.length;
        for (int at = outermost(entrance) - 1; at >= 0; at--) {
            if (Library.isOurs(stack[at].getClassName())) {
                add(at);
                inner = at;
            }
        }
        return Math.min(inner, outermost(entrance));
    }

    private int outermost(String entrance) {
        for (int at = stack.length - 1; at >= 0; at--) {
            if (stack[at].getClassName().equals(entrance)) {
                return at;
            }
        }
        return stack.length;
    }

    private void addTheirs(int count) {
        int called = -1;
        int last = -1;
        int java = count - 1;
        String library = "";
        for (int at = count - 1; at >= 0; at--) {
            String className = stack[at].getClassName();
            if (!Library.isJava(className)) {
                called = called < 0 ? at : called;
                last = Library.of(className).equals(library) ? last : at;
                library = Library.of(className);
                java = at - 1;
            }
        }
        for (int at : new int[] {called, last, java}) {
            if (at >= 0) {
                add(at);
            }
        }
    }

    /** An overload that calls another is one frame, as is a method behind its proxy. */
    private void add(int at) {
        String name = FrameName.of(stack[at]);
        boolean isRepeated = !names.isEmpty() && names.getLast().equals(name);
        if (!isRepeated && names.size() < MOST) {
            names.add(name);
        }
    }
}
