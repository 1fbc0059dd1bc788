package dev.tailback.telemetry.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands every line on to the appenders behind it, none of them longer than a receiver takes: a message may quote what
 * somebody sent, and that may be a megabyte.
 */
public final class ShortLines extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {
    static final int LONGEST = 8 << 10;

    private final AppenderAttachableImpl<ILoggingEvent> behind = new AppenderAttachableImpl<>();

    @Override
    protected void append(ILoggingEvent line) {
        behind.appendLoopOnAppenders(isShort(line) ? line : shortened(line));
    }

    private static boolean isShort(ILoggingEvent line) {
        String message = line.getFormattedMessage();
        return (message == null || message.length() <= LONGEST) && isShort(line.getThrowableProxy());
    }

    private static boolean isShort(@Nullable IThrowableProxy failure) {
        for (IThrowableProxy each = failure; each != null; each = each.getCause()) {
            if (each.getMessage() != null && each.getMessage().length() > LONGEST) {
                return false;
            }
        }
        return true;
    }

    private static ILoggingEvent shortened(ILoggingEvent line) {
        String message = Shortened.to(LONGEST, String.valueOf(line.getFormattedMessage()));
        IThrowableProxy failure = shortened(line.getThrowableProxy());
        return with(
                ILoggingEvent.class,
                line,
                Map.of(
                        "getMessage", () -> message,
                        "getFormattedMessage", () -> message,
                        "getArgumentArray", () -> null,
                        "getThrowableProxy", () -> failure));
    }

    private static @Nullable IThrowableProxy shortened(@Nullable IThrowableProxy failure) {
        if (failure == null) {
            return null;
        }
        String message = failure.getMessage() == null ? null : Shortened.to(LONGEST, failure.getMessage());
        IThrowableProxy cause = shortened(failure.getCause());
        return with(IThrowableProxy.class, failure, Map.of("getMessage", () -> message, "getCause", () -> cause));
    }

    /** The same but for the answers to these questions. */
    private static <T> T with(Class<T> type, T original, Map<String, Supplier<@Nullable Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                ShortLines.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Supplier<@Nullable Object> answer = answers.get(method.getName());
                    return answer == null ? method.invoke(original, arguments) : answer.get();
                }));
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        behind.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return behind.iteratorForAppenders();
    }

    @Override
    public @Nullable Appender<ILoggingEvent> getAppender(String name) {
        return behind.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return behind.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        behind.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return behind.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return behind.detachAppender(name);
    }
}
