package dev.tailback.door;

import org.jspecify.annotations.Nullable;

/** What a request shows of itself before its body is read. */
public record Visitor(
        String method,
        String path,
        @Nullable String host,
        @Nullable String origin,
        @Nullable String fetchSite,
        boolean opensPage,
        @Nullable String authorization,
        @Nullable String cookie,
        @Nullable String contentType,
        boolean hasBody) {

    /** The headers of a request. */
    @FunctionalInterface
    public interface Headers {
        /** The first of that name, in any case; null if there is none. */
        @Nullable
        String first(String name);
    }

    /**
     * What a server knows of a request.
     *
     * @param path as it was sent, without the query
     */
    public static Visitor of(String method, String path, Headers headers) {
        return new Visitor(
                method,
                path,
                headers.first("Host"),
                headers.first("Origin"),
                headers.first("Sec-Fetch-Site"),
                method.equals("GET")
                        && "navigate".equals(headers.first("Sec-Fetch-Mode"))
                        && "document".equals(headers.first("Sec-Fetch-Dest")),
                headers.first("Authorization"),
                headers.first("Cookie"),
                headers.first("Content-Type"),
                announcesBody(headers.first("Content-Length"), headers.first("Transfer-Encoding")));
    }

    private static boolean announcesBody(@Nullable String length, @Nullable String encoding) {
        return encoding != null || (length != null && !length.strip().equals("0"));
    }
}
