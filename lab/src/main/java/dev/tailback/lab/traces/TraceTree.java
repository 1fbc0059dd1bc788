package dev.tailback.lab.traces;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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

    private Node node(Span span, Relation relation) {
        drawn.add(key(span.traceId(), span.spanId()));
        List<Node> children = new ArrayList<>();
        for (Span child : byParent.getOrDefault(key(span.traceId(), span.spanId()), List.of())) {
            if (!isDrawn(child)) {
                children.add(node(child, Relation.CHILD));
            }
        }
        for (Span.Link link : span.linksOrNone()) {
            addLinked(span, link, children);
        }
        children.sort(Comparator.comparing(Node::span, BY_START));
        return new Node(span, relation, List.copyOf(children));
    }

    /** A batch's transaction links back to the records it served: those are drawn already, or of other orders. */
    private void addLinked(Span from, Span.Link link, List<Node> children) {
        boolean isWithinThisTrace = from.traceId().equals(traceId);
        Span linked = byId.get(key(link.traceId(), link.spanId()));
        if (linked == null) {
            unresolvedLinks += isWithinThisTrace ? 1 : 0;
        } else if (!isDrawn(linked)) {
            children.add(node(linked, Relation.LINKED));
        } else if (isWithinThisTrace) {
            children.add(new Node(linked, Relation.LINKED_AGAIN, List.of()));
        }
    }

    private boolean isDrawn(Span span) {
        return drawn.contains(key(span.traceId(), span.spanId()));
    }

    private static String key(String traceId, String spanId) {
        return traceId + "/" + spanId;
    }
}
