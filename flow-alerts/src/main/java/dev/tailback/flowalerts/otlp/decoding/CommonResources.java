package dev.tailback.flowalerts.otlp.decoding;

import dev.tailback.flowalerts.signals.Resource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One instance of each resource, for a sender describes itself anew with every request. The ones that came last are
 * remembered: a process that restarts is another resource, and the old one never comes again.
 */
final class CommonResources {
    private static final int MAX_RESOURCES = 500;
    private static final int MAX_BYTES_EACH = 8 << 10;

    private final Map<Resource, Resource> resources = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Resource, Resource> eldest) {
            return size() > MAX_RESOURCES;
        }
    };

    Resource share(Resource resource) {
        if (resource.bytes() > MAX_BYTES_EACH) {
            return resource;
        }
        synchronized (resources) {
            Resource shared = resources.putIfAbsent(resource, resource);
            return shared == null ? resource : shared;
        }
    }
}
