package dev.tailback.flowalerts.rules.yaml;

import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.issues.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Makes values of a document's events while they come, so that a bound that is passed ends the reading there: the library
 * would first read all of it.
 */
final class Composing {
    /** A rule is six deep. */
    private static final int DEEPEST = 32;

    /** With everything that aliases repeat. */
    private static final int MOST_VALUES = 100_000;

    private final Source source;
    private final Issues issues;
    private final Map<String, Value> anchors = new HashMap<>();
    private int values;

    Composing(Source source, Issues issues) {
        this.source = source;
        this.issues = issues;
    }

    /** The rest of the document cannot be read; why has been told. */
    static final class Unreadable extends RuntimeException {
        private Unreadable() {
            super("told already", null, false, false);
        }
    }

    /** Nothing for a document without a value. */
    Optional<Value> read(Iterable<Event> events) {
        Value value = null;
        for (Iterator<Event> iterator = events.iterator(); iterator.hasNext(); ) {
            Event event = iterator.next();
            switch (event.getEventId()) {
                case Alias, Scalar, SequenceStart, MappingStart -> value = value(event, iterator, 1);
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment, SequenceEnd, MappingEnd -> {}
            }
        }
        return value instanceof Value.Scalar scalar && scalar.isNothing()
                ? Optional.empty()
                : Optional.ofNullable(value);
    }

    private Value value(Event event, Iterator<Event> rest, int depth) {
        Place place = place(event);
        if (depth > DEEPEST) {
            throw unreadable(
                    Code.TOO_DEEP,
                    place,
                    "values lie deeper in one another than %d; allowed: as deep as that".formatted(DEEPEST),
                    "write it flatter");
        }
        return switch (event) {
            case AliasEvent alias -> repeated(alias, place);
            case ScalarEvent scalar -> {
                refuseTag(scalar.getTag().orElse(null), place);
                yield anchored(
                        scalar.getAnchor(),
                        counted(new Value.Scalar(scalar.getValue(), scalar.isPlain(), place, source), 1));
            }
            case SequenceStartEvent start -> {
                refuseTag(start.getTag().orElse(null), place);
                yield anchored(start.getAnchor(), sequence(place, rest, depth));
            }
            case MappingStartEvent start -> {
                refuseTag(start.getTag().orElse(null), place);
                yield anchored(start.getAnchor(), mapping(place, rest, depth));
            }
            default -> throw new IllegalStateException("no value begins with " + event);
        };
    }

    private Value sequence(Place place, Iterator<Event> rest, int depth) {
        List<Value> items = new ArrayList<>();
        int size = 1;
        for (Event event = rest.next(); event.getEventId() != Event.ID.SequenceEnd; event = rest.next()) {
            Value item = value(event, rest, depth + 1);
            items.add(item);
            size += item.size();
        }
        return counted(new Value.Sequence(items, place, size), 1);
    }

    private Value mapping(Place place, Iterator<Event> rest, int depth) {
        Map<String, Value.Field> fields = new HashMap<>();
        List<Value.Field> inOrder = new ArrayList<>();
        int size = 1;
        for (Event event = rest.next(); event.getEventId() != Event.ID.MappingEnd; event = rest.next()) {
            Value.Scalar key = key(value(event, rest, depth + 1));
            Value value = value(rest.next(), rest, depth + 1);
            size += 1 + value.size();
            Value.Field field = new Value.Field(key.text(), key.place(), value);
            Value.Field first = fields.putIfAbsent(field.key(), field);
            if (first == null) {
                inOrder.add(field);
            } else {
                issues.add(
                        Code.KEY_TWICE,
                        field.place(),
                        "'%s' stands here again, after line %d; allowed: once"
                                .formatted(Shown.cut(field.key()), first.place().line()),
                        "delete one of the two");
            }
        }
        return counted(new Value.Mapping(inOrder, place, size), 1);
    }

    private Value.Scalar key(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar;
        }
        throw unreadable(
                Code.NOT_YAML, value.place(), "a key is " + value.kind() + "; allowed: one word", "write a word");
    }

    private Value repeated(AliasEvent alias, Place place) {
        String name = alias.getAlias().getValue();
        Value value = anchors.get(name);
        if (value == null) {
            throw unreadable(
                    Code.ALIAS,
                    place,
                    "the alias *%s stands for nothing that was whole before it".formatted(Shown.cut(name)),
                    "put &%s before a value further up".formatted(Shown.cut(name)));
        }
        return counted(value, value.size());
    }

    private Value anchored(Optional<Anchor> anchor, Value value) {
        anchor.ifPresent(name -> anchors.put(name.getValue(), value));
        return value;
    }

    private Value counted(Value value, int size) {
        values += size;
        if (values > MOST_VALUES) {
            throw unreadable(
                    Code.ALIAS,
                    value.place(),
                    "with what its aliases repeat, the document has more than %,d values; allowed: as many as that"
                            .formatted(MOST_VALUES),
                    "write less of it, or split the file");
        }
        return value;
    }

    private void refuseTag(@Nullable String tag, Place place) {
        if (tag != null) {
            throw unreadable(
                    Code.TAG,
                    place,
                    "the tag '%s' is not allowed: none is".formatted(Shown.cut(tag)),
                    "delete it; what is in quotes is text, and what is not is what it looks like");
        }
    }

    private Unreadable unreadable(Code code, Place place, String sentence, String fix) {
        issues.add(code, place, sentence, fix);
        return new Unreadable();
    }

    private Place place(Event event) {
        return event.getStartMark()
                .map(source::place)
                .orElseThrow(() -> new IllegalStateException(event + " was read without its place"));
    }
}
