package dev.tailback.lab.traces;

import static dev.tailback.lab.traces.Spans.LINKED_TRACE;
import static dev.tailback.lab.traces.Spans.TRACE;
import static dev.tailback.lab.traces.Spans.linked;
import static dev.tailback.lab.traces.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.traces.TraceTree.Node;
import dev.tailback.lab.traces.TraceTree.Relation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TraceTreeTest {
    @Test
    void childrenStandUnderTheirParentsByStart() {
        TraceTree tree =
                TraceTree.of(TRACE, List.of(span("c", "a", 30, 1), span("b", "a", 10, 1), span("a", null, 0, 50)));

        Node root = tree.roots().getFirst();
        assertThat(root.children()).extracting(node -> node.span().spanId()).containsExactly("b", "c");
        assertThat(tree.isComplete()).isTrue();
    }

    @Test
    void aMissingParentMakesTheTreeIncompleteAndTheSpanIsStillShown() {
        TraceTree tree = TraceTree.of(TRACE, List.of(span("a", null, 0, 50), span("x", "lost", 10, 1)));

        assertThat(tree.isComplete()).isFalse();
        assertThat(tree.roots()).extracting(Node::relation).containsExactly(Relation.ROOT, Relation.ORPHAN);
    }

    @Test
    void aLinkedTransactionHangsUnderTheSpanThatLinksToItWithItsChildren() {
        TraceTree tree = TraceTree.of(
                TRACE,
                List.of(
                        linked(span("a", null, 0, 50), LINKED_TRACE, "tx"),
                        span(LINKED_TRACE, "tx", "poll", 10, 5),
                        span(LINKED_TRACE, "insert", "tx", 11, 1)));

        Node transaction = tree.roots().getFirst().children().getFirst();
        assertThat(transaction.relation()).isEqualTo(Relation.LINKED);
        assertThat(transaction.children())
                .extracting(node -> node.span().spanId())
                .containsExactly("insert");
        assertThat(tree.isComplete()).isTrue();
        assertThat(tree.own()).hasSize(1);
    }

    @Test
    void aTransactionThatServedTwoSpansIsDrawnOnce() {
        TraceTree tree = TraceTree.of(
                TRACE,
                List.of(
                        linked(span("a", null, 0, 50), LINKED_TRACE, "tx"),
                        linked(span("b", "a", 5, 50), LINKED_TRACE, "tx"),
                        span(LINKED_TRACE, "tx", null, 10, 5)));

        assertThat(relationsOf(tree, "tx")).containsExactlyInAnyOrder(Relation.LINKED, Relation.LINKED_AGAIN);
    }

    @Test
    void linksBackToTheRecordsOfABatchAreNotFollowedInCircles() {
        TraceTree tree = TraceTree.of(
                TRACE,
                List.of(
                        linked(span("a", null, 0, 50), LINKED_TRACE, "tx"),
                        linked(linked(span(LINKED_TRACE, "tx", null, 10, 5), TRACE, "a"), "another", "order")));

        assertThat(tree.roots()).hasSize(1);
        assertThat(tree.roots().getFirst().children()).hasSize(1);
        assertThat(tree.isComplete()).isTrue();
    }

    @Test
    void aLinkThatLeadsNowhereMakesTheTreeIncomplete() {
        TraceTree tree = TraceTree.of(TRACE, List.of(linked(span("a", null, 0, 50), LINKED_TRACE, "tx")));

        assertThat(tree.isComplete()).isFalse();
    }

    @Test
    void aTraceWithoutSpansIsNotComplete() {
        assertThat(TraceTree.of(TRACE, List.of()).isComplete()).isFalse();
    }

    private static List<Relation> relationsOf(TraceTree tree, String spanId) {
        return tree.roots().stream()
                .flatMap(TraceTreeTest::all)
                .filter(node -> node.span().spanId().equals(spanId))
                .map(Node::relation)
                .toList();
    }

    private static Stream<Node> all(Node node) {
        return Stream.concat(Stream.of(node), node.children().stream().flatMap(TraceTreeTest::all));
    }
}
