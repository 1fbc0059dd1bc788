package dev.tailback.flowalerts.spans;

import static dev.tailback.flowalerts.spans.Spans.child;
import static dev.tailback.flowalerts.spans.Spans.link;
import static dev.tailback.flowalerts.spans.Spans.linking;
import static dev.tailback.flowalerts.spans.Spans.root;
import static dev.tailback.flowalerts.spans.Spans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinkedSpansTest {
    private final SpanStore store = new SpanStore(1_000, 1L << 40);

    @Test
    void bringsTheLinkedSpanAndItsDescendantsButNotTheRestOfItsTrace() {
        store.take(List.of(linking(1, 1, link(9, 2))));
        store.take(List.of(root(9, 1), child(9, 2, 1), child(9, 3, 2), child(9, 4, 3), child(9, 5, 1)));

        assertThat(linkedFrom(1)).extracting(Span::spanId).containsExactly(2L, 3L, 4L);
    }

    @Test
    void bringsASpanOnceThoughManyLinkToItOrToItsParent() {
        store.take(List.of(linking(1, 1, link(9, 1), link(9, 2)), linking(1, 2, link(9, 1))));
        store.take(List.of(root(9, 1), child(9, 2, 1)));

        assertThat(linkedFrom(1)).extracting(Span::spanId).containsExactly(1L, 2L);
    }

    @Test
    void doesNotFollowTheLinksOfLinkedSpans() {
        store.take(List.of(linking(1, 1, link(9, 1)), linking(9, 1, link(1, 1), link(2, 1)), root(2, 1)));

        assertThat(linkedFrom(1)).extracting(Span::traceId).containsExactly(trace(9));
    }

    @Test
    void bringsNothingFromItsOwnTrace() {
        store.take(List.of(root(1, 1), linking(1, 2, link(1, 1))));

        assertThat(linkedFrom(1)).isEmpty();
    }

    @Test
    void aLinkThatLeadsNowhereBringsNothing() {
        store.take(List.of(linking(1, 1, link(7, 7), link(9, 7)), root(9, 1)));

        assertThat(linkedFrom(1)).isEmpty();
    }

    @Test
    void endsThoughSpansAreEachOthersParents() {
        store.take(List.of(linking(1, 1, link(9, 2)), child(9, 2, 3), child(9, 3, 2)));

        assertThat(linkedFrom(1)).extracting(Span::spanId).containsExactly(2L, 3L);
    }

    @Test
    void stopsAtTheLimitAndSaysSo() {
        List<Span> own = List.of(linking(1, 1, link(9, 1)));
        List<Span> others = List.of(root(9, 1), child(9, 2, 1), child(9, 3, 1));

        assertThat(LinkedSpans.from(own, id -> others, 3).truncated()).isFalse();
        assertThat(LinkedSpans.from(own, id -> others, 2)).satisfies(linked -> {
            assertThat(linked.truncated()).isTrue();
            assertThat(linked.spans()).hasSize(2);
        });
    }

    private List<Span> linkedFrom(long number) {
        LinkedSpans linked = store.linkedFrom(store.trace(trace(number)));
        assertThat(linked.truncated()).isFalse();
        return linked.spans();
    }
}
