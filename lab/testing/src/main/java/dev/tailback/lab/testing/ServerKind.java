package dev.tailback.lab.testing;

/** Where a test's servers run. */
enum ServerKind {
    /** On this machine, from jars: needs nothing installed. */
    EMBEDDED,
    /** In Docker, from the official images. */
    CONTAINERS;

    static final String PROPERTY = "tailback.test.servers";

    static ServerKind chosen() {
        return of(System.getProperty(PROPERTY, "embedded"));
    }

    static ServerKind of(String value) {
        return switch (value) {
            case "embedded" -> EMBEDDED;
            case "containers" -> CONTAINERS;
            default ->
                throw new IllegalArgumentException("System property " + PROPERTY + " is \"" + value
                        + "\", allowed are \"embedded\" (the default) and \"containers\"");
        };
    }

    ShopServers start() throws Exception {
        return switch (this) {
            case EMBEDDED -> LocalServers.start();
            case CONTAINERS -> ContainerServers.start();
        };
    }
}
