package dev.tailback.stage.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;

/** Read for each new connection: a password that is changed while the stage runs is taken without a restart. */
record PasswordFile(String user, Path file) implements HikariCredentialsProvider {
    private static final String SETTING = "DB_PASSWORD_FILE";

    @Override
    public Credentials getCredentials() {
        try {
            return Credentials.of(user, Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    SETTING + " is '" + file + "', which cannot be read; a file with the password is wanted",
                    unreadable);
        }
    }

    /** Before the pool makes its first connection. */
    static BeanPostProcessor whereToldTo(Environment environment) {
        String file = environment.getProperty(SETTING, "");
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool && !file.isBlank()) {
                    read(pool, Path.of(file));
                }
                return bean;
            }
        };
    }

    private static void read(HikariConfig pool, Path file) {
        PasswordFile password = new PasswordFile(pool.getUsername(), file);
        // Who cannot read it now says so at the start, and not as a pool that stays empty.
        password.getCredentials();
        pool.setCredentialsProvider(password);
    }
}
