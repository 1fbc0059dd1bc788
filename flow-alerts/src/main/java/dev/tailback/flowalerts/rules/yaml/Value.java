package dev.tailback.flowalerts.rules.yaml;

import dev.tailback.flowalerts.rules.issues.Place;
import java.util.List;

/** Something in a YAML file, which knows where it stands. */
public sealed interface Value {
    Place place();

    /** What a reader would call it. */
    String kind();

    /** It and what is in it, what an alias repeats included. */
    int size();

    /**
     * @param isPlain written without quotes, so that {@code true} is no text
     * @param source for the places within the text
     */
    record Scalar(String text, boolean isPlain, Place place, Source source) implements Value {
        @Override
        public String kind() {
            return isNothing() ? "nothing" : "'" + Shown.cut(text) + "'";
        }

        @Override
        public int size() {
            return 1;
        }

        public boolean isNothing() {
            return isPlain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        /** Where a character of the text stands. */
        public Place at(int index) {
            return source.within(this, index);
        }
    }

    record Sequence(List<Value> items, Place place, int size) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    record Mapping(List<Field> fields, Place place, int size) implements Value {
        public Mapping {
            fields = List.copyOf(fields);
        }

        @Override
        public String kind() {
            return "keys with values";
        }
    }

    /** @param place of the key */
    record Field(String key, Place place, Value value) {}
}
