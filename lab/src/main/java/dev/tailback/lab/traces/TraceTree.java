package dev.tailback.lab.traces;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one trace under their parents. A span that another one links to, such as the transaction that served a
 * batch of orders, hangs under the first that links to it, whatever trace it is of.
 */
public final class TraceTree {
    public enum Relation {
        ROOT,
        CHILD,
        LINKED,
        /** Linked to from here too, and drawn where it was linked to first. */
        LINKED_AGAIN,
        ORPHAN
    }

    public record Node(Span span, Relation relation, List<Node> children) {}

    private static final Comparator<Span> BY_START = Comparator.comparingLong(Span::startedUnixNano);

    private final String traceId;
    private final Map<String, Span> byId = new LinkedHashMap<>();
    private final Map<String, List<Span>> byParent = new HashMap<>();
    private final Set<String> drawn = new HashSet<>();
    private final List<Node> roots = new ArrayList<>();
    private int unresolvedLinks;

    private TraceTree(String traceId) {
        this.traceId = traceId;
    }

    public static TraceTree of(String traceId, List<Span> spans) {
        TraceTree tree = new TraceTree(traceId);
        spans.stream().sorted(BY_START).forEach(tree::add);
        tree.grow();
        return tree;
    }

    public List<Node> roots() {
        return List.copyOf(roots);
    }

    public int size() {
        return byId.size();
    }

    /** No parent is missing, and no link leads nowhere. */
    public boolean isComplete() {
        return !roots.isEmpty()
                && unresolvedLinks == 0
                && roots.stream().noneMatch(node -> node.relation() == Relation.ORPHAN);
    }

    /** The spans of the trace itself, without those that are only linked to. */
    public List<Span> own() {
        return byId.values().stream()
                .filter(span -> span.traceId().equals(traceId))
                .toList();
    }

    /** The traces of spans that are only linked to. */
    public Set<String> linkedTraces() {
        return byId.values().stream()
                .map(Span::traceId)
                .filter(trace -> !trace.equals(traceId))
                .collect(Collectors.toSet());
    }

    private void add(Span span) {
        byId.put(key(span.traceId(), span.spanId()), span);
        if (span.parentSpanId() != null) {
            byParent.computeIfAbsent(key(span.traceId(), span.parentSpanId()), parent -> new ArrayList<>())
                    .add(span);
        }
    }

    private void grow() {
        for (Span span : own()) {
            if (span.parentSpanId() == null) {
                roots.add(node(span, Relation.ROOT));
            } else if (!byId.containsKey(key(traceId, span.parentSpanId()))) {
                roots.add(node(span, Relation.ORPHAN));
            }
        }
    }

    /** Without recursion: a chain of calls may be longer than a stack is deep. */
    private Node node(Span root, Relation relation) {
        Deque<Growing> path = new ArrayDeque<>();
        path.push(new Growing(root, relation));
        while (true) {
            Growing growing = path.element();
            Growing next = growing.next();
            if (next != null) {
                path.push(next);
                continue;
            }
            Node grown = path.pop().node();
            if (path.isEmpty()) {
                return grown;
            }
            path.element().grown.add(grown);
        }
    }

    /** A node whose children are still being found, one after the other. */
    private final class Growing {
        private final Span span;
        private final Relation relation;
        private final Iterator<Span> children;
        private final Iterator<Span.Link> links;
        private final List<Node> grown = new ArrayList<>();

        Growing(Span span, Relation relation) {
            this.span = span;
            this.relation = relation;
            drawn.add(key(span.traceId(), span.spanId()));
            children = byParent.getOrDefault(key(span.traceId(), span.spanId()), List.of())
                    .iterator();
            links = span.linksOrNone().iterator();
        }

        @Nullable
        Growing next() {
            while (children.hasNext()) {
                Span child = children.next();
                if (!isDrawn(child)) {
                    return new Growing(child, Relation.CHILD);
                }
            }
            while (links.hasNext()) {
                Growing linked = linked(links.next());
                if (linked != null) {
                    return linked;
                }
            }
            return null;
        }

        /** A batch's transaction links back to the records it served: those are drawn already, or of other orders. */
        private @Nullable Growing linked(Span.Link link) {
            boolean isWithinThisTrace = span.traceId().equals(traceId);
            Span linked = byId.get(key(link.traceId(), link.spanId()));
            if (linked == null) {
                unresolvedLinks += isWithinThisTrace ? 1 : 0;
            } else if (!isDrawn(linked)) {
                return new Growing(linked, Relation.LINKED);
            } else if (isWithinThisTrace) {
                grown.add(new Node(linked, Relation.LINKED_AGAIN, List.of()));
            }
            return null;
        }

        Node node() {
            grown.sort(Comparator.comparing(Node::span, BY_START));
            return new Node(span, relation, List.copyOf(grown));
        }
    }

    private boolean isDrawn(Span span) {
        return drawn.contains(key(span.traceId(), span.spanId()));
    }

    private static String key(String traceId, String spanId) {
        return traceId + "/" + spanId;
    }
}
