package dev.tailback.flowalerts.otlp.decoding;

import dev.tailback.flowalerts.otlp.body.ParsingRoom;
import dev.tailback.flowalerts.otlp.wire.Cut;
import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import io.opentelemetry.proto.common.v1.InstrumentationScope;

/** What requests have in common, kept once for all of them. */
public final class Shared {
    private final CommonStrings strings = new CommonStrings();
    private final CommonResources resources = new CommonResources();
    private final ParsingRoom parsingRoom = new ParsingRoom();

    public ParsingRoom parsingRoom() {
        return parsingRoom;
    }

    /** A text, cut to the length that is kept. */
    String text(String text) {
        return strings.share(Cut.text(text));
    }

    Resource resource(io.opentelemetry.proto.resource.v1.Resource resource, AttributeDecoder attributes) {
        Attributes decoded = attributes.decode(resource.getAttributesList());
        return resources.share(new Resource(text(service(decoded)), decoded));
    }

    /** As the semantic conventions say, also when it is missing. */
    private static String service(Attributes ofResource) {
        return ofResource.asMap().get("service.name") instanceof String name && !name.isEmpty()
                ? name
                : "unknown_service";
    }

    Scope scope(InstrumentationScope scope) {
        return new Scope(text(scope.getName()), text(scope.getVersion()));
    }
}
