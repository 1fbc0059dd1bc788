package dev.tailback.stage.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** A statement that remembers what was bound to it, so that the same can be bound to another, and what it was asked. */
final class BoundStatement implements InvocationHandler {
    private final StatementSpec statement;
    private final StatementSpec watched;
    private final List<Binding> bindings = new ArrayList<>();
    private boolean isUpdate;
    private @Nullable Long rows;

    private record Binding(Method method, @Nullable Object @Nullable [] arguments) {}

    BoundStatement(StatementSpec statement) {
        this.statement = statement;
        this.watched = (StatementSpec) Proxy.newProxyInstance(
                StatementSpec.class.getClassLoader(), new Class<?>[] {StatementSpec.class}, this);
    }

    /** What to bind to, and to run. */
    StatementSpec watched() {
        return watched;
    }

    StatementSpec bindTo(StatementSpec other) throws ReflectiveOperationException {
        for (Binding binding : bindings) {
            binding.method().invoke(other, binding.arguments());
        }
        return other;
    }

    /** How many rows came back, by what was made of them; none of a statement that only says how many it changed. */
    OptionalLong rowsReturned(@Nullable Object result) {
        if (isUpdate) {
            return OptionalLong.empty();
        }
        if (rows != null) {
            return OptionalLong.of(rows);
        }
        if (result instanceof Collection<?> several) {
            return OptionalLong.of(several.size());
        }
        if (result instanceof Optional<?> one) {
            return OptionalLong.of(one.isPresent() ? 1 : 0);
        }
        return OptionalLong.of(result == null ? 0 : 1);
    }

    /** How many rows it changed and said so; none of a statement that only reads. */
    long rowsChanged(String operation, @Nullable Object result) {
        if (operation.equals("SELECT")) {
            return 0;
        }
        return isUpdate && result instanceof Number changed
                ? changed.longValue()
                : rowsReturned(result).orElse(0);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            if (arguments != null && arguments.length == 1 && arguments[0] instanceof RowCallbackHandler each) {
                rows = 0L;
                return method.invoke(statement, counting(each));
            }
            Object answer = method.invoke(statement, arguments);
            if (method.getReturnType() == StatementSpec.class) {
                bindings.add(new Binding(method, arguments));
                return proxy;
            }
            isUpdate |= method.getName().equals("update");
            return answer;
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private RowCallbackHandler counting(RowCallbackHandler each) {
        return row -> {
            rows = rows == null ? 1 : rows + 1;
            each.processRow(row);
        };
    }
}
