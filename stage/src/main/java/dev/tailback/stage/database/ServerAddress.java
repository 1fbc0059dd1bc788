package dev.tailback.stage.database;

import java.net.URI;

/** Where a database listens. */
record ServerAddress(String host, int port) {
    private static final String PREFIX = "jdbc:";
    private static final int USUAL_PORT = 5432;

    /** Of a URL that names one server. */
    static ServerAddress of(String jdbcUrl) {
        if (jdbcUrl.startsWith(PREFIX)) {
            URI url = URI.create(jdbcUrl.substring(PREFIX.length()));
            if (url.getHost() != null) {
                return new ServerAddress(url.getHost(), url.getPort() < 0 ? USUAL_PORT : url.getPort());
            }
        }
        throw new IllegalArgumentException(
                "a database's URL is jdbc:postgresql://HOST:PORT/DATABASE with one host, but was " + jdbcUrl);
    }
}
