package dev.tailback.lab.scenario;

import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Wanted;
import java.util.List;

/** What makes a test of a scenario. Minutes are those of the demo. */
public sealed interface Expectation {
    Place place();

    /** What it is about, in words. */
    String about();

    String wanted();

    /** Something measured, in some minutes. */
    record Measured(Place place, Stretch in, Metric metric, Wanted is) implements Expectation {
        @Override
        public String about() {
            return metric.text() + ", " + in.words();
        }

        @Override
        public String wanted() {
            return is.text();
        }
    }

    /** A flow alert whose first signal lies between two minutes. */
    record AlertStarts(Place place, String alert, double from, double to) implements Expectation {
        @Override
        public String about() {
            return "alert " + alert + " starts";
        }

        @Override
        public String wanted() {
            return new Stretch.Between(from, to).words();
        }
    }

    /** What flow-alerts takes for the most probable cause of an alert. */
    record AlertCause(Place place, String alert, String cause) implements Expectation {
        @Override
        public String about() {
            return "cause of " + alert;
        }

        @Override
        public String wanted() {
            return cause;
        }
    }

    /** That nothing fired but these. */
    record NoOtherAlert(Place place, List<String> but) implements Expectation {
        public NoOtherAlert {
            but = List.copyOf(but);
        }

        @Override
        public String about() {
            return "no other alert";
        }

        @Override
        public String wanted() {
            return but.isEmpty() ? "none" : "none but " + String.join(", ", but);
        }
    }

    /** That no order was lost, doubled or oversold. */
    record AuditIsClean(Place place) implements Expectation {
        @Override
        public String about() {
            return "audit";
        }

        @Override
        public String wanted() {
            return "lost=0 duplicated=0 oversold=0";
        }
    }

    /** That the pool, the lag and the backlog went as the model had said. */
    record PredictionIsRight(Place place) implements Expectation {
        @Override
        public String about() {
            return "prediction";
        }

        @Override
        public String wanted() {
            return "within 25 %";
        }
    }
}
