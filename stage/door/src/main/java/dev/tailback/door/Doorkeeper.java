package dev.tailback.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns away what a foreign web page may make a browser send here, and beyond loopback whoever has no token. A name that
 * was pointed at our address shows in {@code Host}; a page of somebody else's in {@code Origin} or {@code
 * Sec-Fetch-Site}; and a form cannot send JSON. A terminal sends none of the two, and its request passes without a
 * content type if it has no body.
 */
public final class Doorkeeper {
    public static final String JSON = "application/json";

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]/@\\s]+)(:\\d{1,5})?");
    private static final int LONGEST_SHOWN = 100;

    private final Openness openness;
    private final Rooms rooms;
    private final Set<String> bodies;
    private final Predicate<Visitor> known;

    private Doorkeeper(Openness openness, Rooms rooms, Set<String> bodies, Predicate<Visitor> known) {
        this.openness = openness;
        this.rooms = rooms;
        this.bodies = bodies;
        this.known = known;
    }

    /** Of a port whose bodies are JSON. */
    public static Doorkeeper of(Openness openness, Rooms rooms) {
        return new Doorkeeper(openness, rooms, Set.of(JSON), stranger -> false);
    }

    /** Of a port that tells its content types apart itself, and takes none that a form could send. */
    public static Doorkeeper ofOwnTypes(Openness openness, Rooms rooms) {
        return new Doorkeeper(openness, rooms, Set.of(), stranger -> false);
    }

    /** The same, who takes for a keeper also whom others know, by a session say. */
    public Doorkeeper admitting(Predicate<Visitor> known) {
        return new Doorkeeper(openness, rooms, bodies, known);
    }

    /** Whether a page of that origin, which is not ours, may speak to this port. */
    public boolean welcomes(@Nullable String origin) {
        return origin != null && openness.origins().contains(origin.toLowerCase(Locale.ROOT));
    }

    public Optional<Refusal> refuse(Visitor visitor) {
        Rooms.Access access = openness.isBeyondLoopback() ? rooms.of(visitor.path()) : Rooms.Access.GUEST;
        return strangeName(visitor, access)
                .or(() -> strangePage(visitor))
                .or(() -> noKeeper(visitor, access))
                .or(() -> strangeBody(visitor));
    }

    private Optional<Refusal> strangeName(Visitor visitor, Rooms.Access access) {
        return access == Rooms.Access.ANYBODY ? Optional.empty() : strangeHost(visitor.host());
    }

    /** What there is to say of a host, with or without a port, as HTTP/2 has it in its authority. */
    public Optional<Refusal> strangeHost(@Nullable String host) {
        Matcher form = HOST.matcher(host == null ? "" : host);
        if (form.matches() && isOurs(form.group(1).toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(Refusal.forbidden("Host is %s; allowed: %s%s"
                .formatted(
                        shown(host),
                        String.join(", ", names()),
                        openness.isBeyondLoopback() ? " (" + Openness.HOSTS + " names more)" : "")));
    }

    private boolean isOurs(String name) {
        return LOOPBACK.contains(name) || openness.hosts().contains(name);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of("127.0.0.1", "localhost", "[::1]"));
        openness.hosts().stream().sorted().forEach(names::add);
        return names;
    }

    private Optional<Refusal> strangePage(Visitor visitor) {
        String origin = visitor.origin();
        if (origin != null) {
            return isOwn(origin, visitor.host()) || welcomes(origin)
                    ? Optional.empty()
                    : Optional.of(Refusal.forbidden(
                            "Origin is %s; allowed: pages of this port itself".formatted(shown(origin))));
        }
        String site = visitor.fetchSite();
        if (site == null || OWN_SITE.contains(site) || visitor.opensPage()) {
            return Optional.empty();
        }
        return Optional.of(
                Refusal.forbidden("Sec-Fetch-Site is %s; allowed: same-origin, none, or a link that opens a page"
                        .formatted(shown(site))));
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    private Optional<Refusal> noKeeper(Visitor visitor, Rooms.Access access) {
        Token token = openness.token();
        if (access != Rooms.Access.KEEPER
                || (token != null && token.isShownBy(visitor.authorization()))
                || known.test(visitor)) {
            return Optional.empty();
        }
        return Optional.of(
                Refusal.noToken("%s %s needs a token; allowed: the header Authorization with Bearer and the token"
                        .formatted(visitor.method(), shown(visitor.path()))));
    }

    private Optional<Refusal> strangeBody(Visitor visitor) {
        if (!visitor.hasBody() || bodies.isEmpty() || bodies.contains(withoutParameters(visitor.contentType()))) {
            return Optional.empty();
        }
        return Optional.of(Refusal.wrongType("Content-Type of the body is %s; allowed: %s"
                .formatted(shown(visitor.contentType()), String.join(", ", bodies))));
    }

    private static String withoutParameters(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "missing";
        }
        return "'" + (value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…") + "'";
    }
}
